package dev.sessionstore.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The totals at the end of a build: the number of tests, the rules by backend and database, and
 * what was skipped and why.
 */
public final class BuildReport {

  private static final int FEW = 4;

  private BuildReport() {}

  /**
   * Prints the report.
   *
   * @param arguments the project's folder, and the time at which the build began
   * @throws IOException when a report cannot be read
   */
  public static void main(String... arguments) throws IOException {
    System.out.println(of(Reports.of(Path.of(arguments[0]).toAbsolutePath().normalize(), Instant.parse(arguments[1]))));
  }

  /**
   * Returns the report's text.
   *
   * @throws IllegalStateException when no test ran: such a build proves nothing
   */
  static String of(Reports reports) {
    if (reports.tests().isEmpty()) {
      throw new IllegalStateException(
          "This build ran no test at all: there is no report of its time under any module's target/surefire-reports."
              + " Run mvn verify; to build without tests, say -DskipTests.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(totals(reports.tests()));
    lines.add("");
    modules(reports, lines);
    if (!reports.kit().isEmpty()) {
      lines.add("");
      kit(reports.kit(), lines);
    }
    skips(reports.tests(), lines);
    if (reports.stale() > 0) {
      lines.add("");
      lines.add("Left out: " + reports.stale() + " reports of an earlier build.");
    }
    return String.join("\n", lines);
  }

  private static String totals(List<TestClass> tests) {
    int all = tests.stream().mapToInt(TestClass::tests).sum();
    int skipped = tests.stream().mapToInt(one -> one.skipped().size()).sum();
    int failed = tests.stream().mapToInt(TestClass::failed).sum();
    return String.format(Locale.ROOT, "Tests: %,d in %,d classes, of which %,d passed, %,d skipped, %,d failed.", all,
        tests.size(), all - skipped - failed, skipped, failed);
  }

  private static void modules(Reports reports, List<String> lines) {
    Map<String, List<TestClass>> modules = reports.tests().stream()
        .collect(Collectors.groupingBy(TestClass::module, LinkedHashMap::new, Collectors.toList()));
    lines.add(String.format(Locale.ROOT, "%-20s %8s %8s %8s %8s", "module", "classes", "tests", "skipped", "seconds"));
    modules.forEach((module,
        tests) -> lines.add(String.format(Locale.ROOT, "%-20s %8d %8d %8d %8.0f", module, tests.size(),
            tests.stream().mapToInt(TestClass::tests).sum(), tests.stream().mapToInt(one -> one.skipped().size()).sum(),
            tests.stream().mapToDouble(TestClass::seconds).sum())));
    reports.silent()
        .forEach(module -> lines.add(String.format(Locale.ROOT, "%-20s its tests were not run by this build", module)));
  }

  private static void kit(List<KitClass> kit, List<String> lines) {
    int width = kit.stream().mapToInt(one -> one.simpleName().length()).max().orElseThrow();
    lines.add(
        "The kit on " + kit.size() + " harnesses, " + kit.stream().mapToInt(KitClass::rules).sum() + " times a rule:");
    Map<String, List<KitClass>> databases =
        kit.stream().collect(Collectors.groupingBy(KitClass::database, TreeMap::new, Collectors.toList()));
    databases.forEach((database, classes) -> {
      lines.add("  " + database);
      classes.forEach(
          one -> lines.add(String.format(Locale.ROOT, "    %-" + width + "s  %s", one.simpleName(), one.counts())));
    });
  }

  private static void skips(List<TestClass> tests, List<String> lines) {
    Map<String, Map<String, Integer>> byReason = new TreeMap<>();
    for (TestClass one : tests) {
      one.skipped()
          .forEach(reason -> byReason.computeIfAbsent(reason, any -> new TreeMap<>())
              .merge(one.simpleName(), 1, Integer::sum));
    }
    lines.add("");
    lines.add(byReason.isEmpty() ? "Nothing was skipped." : "Skipped:");
    byReason.forEach((reason, classes) -> {
      int times = classes.values().stream().mapToInt(n -> n).sum();
      String where = classes.keySet().stream().limit(FEW).collect(Collectors.joining(", "))
          + (classes.size() > FEW ? " and " + (classes.size() - FEW) + " more" : "");
      lines.add("  " + times + " in " + where + ": " + reason);
    });
  }
}
