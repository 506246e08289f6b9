package dev.sessionstore.tck;

import dev.sessionstore.tck.rules.Rule;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** "GET-2: dead at its deadline" in reports that show display names. */
final class RuleNames extends DisplayNameGenerator.Standard {

  RuleNames() {}

  @Override
  public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method test) {
    Rule rule = test.getAnnotation(Rule.class);
    return rule == null
        ? super.generateDisplayNameForMethod(enclosing, testClass, test)
        : String.join(", ", rule.value()) + ": " + test.getName().replace('_', ' ');
  }
}
