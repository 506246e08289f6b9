package dev.sessionstore.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * What the kit says of a harness: run apart, so that the failures of a deliberately wrong store are material.
 *
 * @param passed how many tests
 * @param failures by test name
 * @param skips sentences, by test name
 */
record KitRun(long passed, Map<String, Throwable> failures, Map<String, String> skips) {

  private static final Pattern ID = Pattern.compile("^([A-Z]+-\\d+): ", Pattern.MULTILINE);

  static KitRun of(Class<? extends SessionStoreTck> harness) {
    return of(harness, "on");
  }

  static KitRun withoutChance(Class<? extends SessionStoreTck> harness) {
    return of(harness, "off");
  }

  private static KitRun of(Class<? extends SessionStoreTck> harness, String stochastic) {
    var tests = EngineTestKit.engine("junit-jupiter").configurationParameter(RunSummary.FOLDER, RunSummary.OFF)
        .configurationParameter(RuleExtension.STOCHASTIC, stochastic).selectors(selectClass(harness)).execute().testEvents();
    Map<String, Throwable> failures = new TreeMap<>();
    tests.failed().stream().forEach(event -> failures.put(test(event), thrown(event)));
    Map<String, String> skips = new LinkedHashMap<>();
    tests.aborted().stream().forEach(event -> skips.put(test(event), String.valueOf(thrown(event).getMessage())));
    return new KitRun(tests.succeeded().count(), failures, skips);
  }

  /** The ids that failures begin with: a mutant must break its own rules and no others. */
  SortedSet<String> brokenRules() {
    SortedSet<String> ids = new TreeSet<>();
    for (Throwable failure : failures.values()) {
      Matcher id = ID.matcher(String.valueOf(failure.getMessage()).split("\n==> ")[0]);
      while (id.find()) {
        ids.add(id.group(1));
      }
    }
    return ids;
  }

  private static String test(Event event) {
    return event.getTestDescriptor().getSource().map(MethodSource.class::cast).orElseThrow().getMethodName();
  }

  private static Throwable thrown(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }
}
