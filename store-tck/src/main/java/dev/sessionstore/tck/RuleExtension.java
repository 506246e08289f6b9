package dev.sessionstore.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Skips rules whose needs the harness does not declare; puts the rule before each failure. */
final class RuleExtension implements BeforeTestExecutionCallback, TestExecutionExceptionHandler {

  RuleExtension() {}

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    Rule rule = rule(context.getRequiredTestMethod());
    if (rule == null || !(context.getRequiredTestInstance() instanceof SessionStoreTck harness)) {
      return;
    }
    Set<Capability> declared = harness.capabilities();
    for (Capability need : rule.needs()) {
      if (!declared.contains(need)) {
        throw new TestAbortedException(String.join(", ", rule.value()) + " " + need.missing());
      }
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
    Rule rule = rule(context.getRequiredTestMethod());
    if (rule == null || failure instanceof TestAbortedException) {
      throw failure;
    }
    RuleCatalogue catalogue = RuleCatalogue.load();
    String rules = Arrays.stream(rule.value()).map(catalogue::quote).collect(Collectors.joining("\n"));
    throw prefixed(rules + "\n==> " + told(failure), failure);
  }

  private static String told(Throwable failure) {
    return failure instanceof AssertionError && failure.getMessage() != null ? failure.getMessage() : failure.toString();
  }

  /** Expected and actual stay, for IDEs; the trace is the original's, so that the first line points into the rule. */
  private static AssertionError prefixed(String message, Throwable failure) {
    AssertionError told = failure instanceof AssertionFailedError values && values.isExpectedDefined() && values.isActualDefined()
        ? new AssertionFailedError(message, values.getExpected(), values.getActual(), failure)
        : new AssertionFailedError(message, failure);
    told.setStackTrace(failure.getStackTrace());
    return told;
  }

  private static @Nullable Rule rule(Method test) {
    return test.getAnnotation(Rule.class);
  }
}
