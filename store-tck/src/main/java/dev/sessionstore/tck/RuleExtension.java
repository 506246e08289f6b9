package dev.sessionstore.tck;

import dev.sessionstore.tck.rules.Capability;
import dev.sessionstore.tck.rules.Rule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Skips rules whose needs the harness does not declare, and rules that it excludes. Puts the rule
 * before each failure and a hint after it, and sums the class up. No state: the summary is in
 * JUnit's store of the class.
 */
final class RuleExtension implements BeforeAllCallback, BeforeTestExecutionCallback, TestExecutionExceptionHandler,
    LifecycleMethodExecutionExceptionHandler, TestWatcher, AfterAllCallback {

  /**
   * System property or JUnit configuration parameter; {@code off} leaves out what depends on
   * chance.
   */
  static final String STOCHASTIC = "sessionstore.tck.stochastic";

  private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(RuleExtension.class);

  RuleExtension() {}

  /** Tells an exclusion from a skip. */
  private static final class RuleExcluded extends TestAbortedException {
    private static final long serialVersionUID = 1;

    RuleExcluded(String message) {
      super(message);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (summary(context).isEmpty()) {
      Class<?> harness = context.getRequiredTestClass();
      requireAllRules(harness);
      context.getStore(OURS).put(RunSummary.class, new RunSummary(harness.getName(), excluded(harness),
          Seed.of(context.getConfigurationParameter(Seed.PROPERTY)), !withoutChance(context)));
    }
  }

  /**
   * A rule's test that is overridden without its annotation would not run, and nobody would see it.
   */
  private static void requireAllRules(Class<?> harness) {
    Set<String> present = Arrays.stream(harness.getMethods())
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .map(Method::getName)
        .collect(Collectors.toSet());
    for (Method test : SessionStoreTck.class.getMethods()) {
      if (SessionStoreTck.class.isAssignableFrom(harness) && test.isAnnotationPresent(Rule.class)
          && !present.contains(test.getName())) {
        throw new IllegalArgumentException(harness.getSimpleName() + " overrides " + test.getName() + ", a test of "
            + String.join(", ", test.getAnnotation(Rule.class).value()) + "; leave it out openly, with @ExcludedRule.");
      }
    }
  }

  private static Map<String, String> excluded(Class<?> harness) {
    RuleCatalogue catalogue = RuleCatalogue.load();
    Map<String, String> reasons = new LinkedHashMap<>();
    for (ExcludedRule excluded : AnnotationSupport.findRepeatableAnnotations(harness, ExcludedRule.class)) {
      if (catalogue.find(excluded.rule()).isEmpty()) {
        throw new IllegalArgumentException(
            "@ExcludedRule names " + excluded.rule() + ", which is no rule; take an id of rules.md, such as COL-6.");
      }
      if (excluded.because().isBlank()) {
        throw new IllegalArgumentException(
            "@ExcludedRule of " + excluded.rule() + " says no reason; readers of the summary need one.");
      }
      reasons.put(excluded.rule(), excluded.because());
    }
    return reasons;
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    Rule rule = rule(context);
    if (rule == null || !(context.getRequiredTestInstance() instanceof SessionStoreTck harness)) {
      return;
    }
    String rules = String.join(", ", rule.value());
    RunSummary summary = summary(context).orElseThrow();
    for (String id : rule.value()) {
      String reason = summary.excluded().get(id);
      if (reason != null) {
        throw new RuleExcluded(rules + " excluded: " + reason);
      }
    }
    if (rule.stochastic() && withoutChance(context)) {
      throw new TestAbortedException(
          rules + " is raced by chance here, and " + STOCHASTIC + " is off; its other tests force the race.");
    }
    harness.kit().draw(summary.seed(), test(context));
    Set<Capability> declared = harness.capabilities();
    for (Capability need : rule.needs()) {
      if (!declared.contains(need)) {
        throw new TestAbortedException(rules + " " + need.missing());
      }
    }
    if (declared.contains(Capability.SQL) && harness.database().isPresent()) {
      summary.ranOn(harness.kit().database());
    }
  }

  private static boolean withoutChance(ExtensionContext context) {
    return context.getConfigurationParameter(STOCHASTIC).filter("off"::equals).isPresent();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
    Rule rule = rule(context);
    if (rule == null || failure instanceof TestAbortedException) {
      throw failure;
    }
    Optional<RunSummary> raced = summary(context).filter(any -> rule.stochastic());
    throw new FailureText().told(rule.value(), failure,
        raced.map(summary -> "\n" + Seed.told(summary.seed())).orElse(""));
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
    throw new FailureText().taught(failure);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    record(context, RunSummary.Result.PASSED, "");
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    record(context, RunSummary.Result.SKIPPED, reason.orElse("disabled"));
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    String said = cause == null ? "aborted" : String.valueOf(cause.getMessage());
    record(context, cause instanceof RuleExcluded ? RunSummary.Result.EXCLUDED : RunSummary.Result.SKIPPED, said);
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    summary(context).ifPresent(summary -> summary.failed(test(context), rules(context),
        cause == null ? List.of() : new FailureText().broken(cause),
        cause == null ? "failed" : FailureText.seen(cause)));
  }

  private static void record(ExtensionContext context, RunSummary.Result result, String said) {
    List<String> rules = rules(context);
    String prefix = String.join(", ", rules) + " ";
    String reason = said.startsWith(prefix) ? said.substring(prefix.length()) : said;
    summary(context).ifPresent(summary -> summary.add(test(context), rules, result, reason));
  }

  /** Once per harness; a nested class's tests belong to the outer one's. */
  @Override
  public void afterAll(ExtensionContext context) {
    RunSummary summary = summary(context).orElse(null);
    String folder = context.getConfigurationParameter(RunSummary.FOLDER).orElse(RunSummary.DEFAULT_FOLDER);
    if (summary == null || !summary.harness().equals(context.getRequiredTestClass().getName())
        || folder.equals(RunSummary.OFF)) {
      return;
    }
    try {
      summary.print("written to " + summary.write(Path.of(folder)));
    } catch (IOException e) {
      summary.print(
          "not written: " + e + "; name a folder that can be written in the system property " + RunSummary.FOLDER);
    }
  }

  private static Optional<RunSummary> summary(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(OURS).get(RunSummary.class, RunSummary.class));
  }

  private static String test(ExtensionContext context) {
    return context.getTestMethod().map(Method::getName).orElseGet(context::getDisplayName);
  }

  private static List<String> rules(ExtensionContext context) {
    Rule rule = rule(context);
    return rule == null ? List.of() : Arrays.asList(rule.value());
  }

  private static @Nullable Rule rule(ExtensionContext context) {
    return context.getTestMethod().map(test -> test.getAnnotation(Rule.class)).orElse(null);
  }
}
