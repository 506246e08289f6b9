package dev.sessionstore.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The result of each rule in one run of one harness: a few lines to read, and a file to publish.
 * Thread-safe.
 */
final class RunSummary {

  /** System property or JUnit configuration parameter. */
  static final String FOLDER = "sessionstore.tck.summary";
  static final String DEFAULT_FOLDER = "target/session-store-tck";
  static final String OFF = "off";

  private final String harness;
  private final Map<String, String> excluded;
  private final long seed;
  private final boolean chance;
  private final RuleCatalogue catalogue = RuleCatalogue.load();
  // both: under this object's lock
  private final List<Outcome> outcomes = new ArrayList<>();
  private @Nullable String database;

  /** Of one test, or of a rule: then the first of these that any of its tests has. */
  enum Result {
    FAILED, EXCLUDED, PASSED, SKIPPED, NOT_RUN;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Of one test for one rule; the rule is empty for the harness's own tests. */
  private record Outcome(String test, String rule, Result result, String reason) {}

  /**
   * Of one rule.
   *
   * @param passed how many of its tests
   * @param tests how many it has
   * @param reasons why not all passed, each once
   */
  private record Line(String rule, Result result, long passed, long tests, List<String> reasons) {

    boolean inPart() {
      return result == Result.PASSED && passed < tests;
    }
  }

  /** {@code chance}: whether the tests that depend on it run. */
  RunSummary(String harness, Map<String, String> excluded, long seed, boolean chance) {
    this.harness = harness;
    this.excluded = Map.copyOf(excluded);
    this.seed = seed;
    this.chance = chance;
  }

  String harness() {
    return harness;
  }

  /** {@return the seed of all tests of the class} */
  long seed() {
    return seed;
  }

  /** {@return reasons by rule} */
  Map<String, String> excluded() {
    return excluded;
  }

  /** Reads the database's name, the first time. */
  synchronized void ranOn(DataSource asked) {
    if (database == null) {
      try (Connection connection = asked.getConnection()) {
        database = connection.getMetaData().getDatabaseProductName() + " "
            + connection.getMetaData().getDatabaseProductVersion();
      } catch (SQLException e) {
        database = "a database that does not say its name (SQLState " + e.getSQLState() + ")";
      }
    }
  }

  synchronized void add(String test, List<String> rules, Result result, String reason) {
    for (String rule : rules.isEmpty() ? List.of("") : rules) {
      String because = excluded.get(rule);
      if (result != Result.EXCLUDED) {
        outcomes.add(new Outcome(test, rule, result, reason));
      } else if (because != null) {
        outcomes.add(new Outcome(test, rule, result, because));
      } else {
        outcomes.add(new Outcome(test, rule, Result.SKIPPED, "the same test proves an excluded rule"));
      }
    }
  }

  /**
   * The rules broken need not be the test's own: each test ends with a check for what was left
   * open.
   */
  synchronized void failed(String test, List<String> rules, List<String> broken, String seen) {
    List<String> blamed = broken.isEmpty() ? rules : broken;
    add(test, blamed, Result.FAILED, test + ": " + seen);
    List<String> kept = rules.stream().filter(rule -> !blamed.contains(rule)).toList();
    if (!kept.isEmpty()) {
      add(test, kept, Result.PASSED, "");
    }
  }

  private Line line(String rule) {
    List<Outcome> of = outcomes.stream().filter(outcome -> outcome.rule().equals(rule)).toList();
    Result result = of.stream().map(Outcome::result).min(Comparator.naturalOrder()).orElse(Result.NOT_RUN);
    List<String> reasons = of.stream().filter(outcome -> outcome.result() != Result.PASSED)
        .filter(outcome -> result == Result.PASSED || outcome.result() == result)
        .map(Outcome::reason)
        .distinct()
        .toList();
    return new Line(rule, result, of.stream().filter(outcome -> outcome.result() == Result.PASSED).count(), of.size(),
        reasons);
  }

  private List<Line> lines() {
    return catalogue.rules().stream().filter(rule -> !rule.outside()).map(rule -> line(rule.id())).toList();
  }

  private static long count(List<Line> lines, Result result) {
    return lines.stream().filter(line -> line.result() == result).count();
  }

  /** "80 rules passed (2 of them in part), 1 skipped, …; 171 of 174 tests passed" */
  private String counts(List<Line> lines) {
    long inPart = lines.stream().filter(Line::inPart).count();
    long notRun = count(lines, Result.NOT_RUN);
    Map<String, Boolean> passed = outcomes.stream().collect(Collectors.toMap(Outcome::test,
        outcome -> outcome.result() == Result.PASSED, Boolean::logicalAnd, LinkedHashMap::new));
    return count(lines, Result.PASSED) + " rules passed" + (inPart == 0 ? "" : " (" + inPart + " of them in part)")
        + ", " + count(lines, Result.SKIPPED) + " skipped, " + count(lines, Result.EXCLUDED) + " excluded, "
        + count(lines, Result.FAILED) + " failed" + (notRun == 0 ? "" : ", " + notRun + " not run") + "; "
        + passed.values().stream().filter(each -> each).count() + " of " + passed.size() + " tests passed";
  }

  private Stream<String> ownFailures() {
    return outcomes.stream()
        .filter(outcome -> outcome.rule().isEmpty() && outcome.result() == Result.FAILED)
        .map(Outcome::reason);
  }

  /** {@return the counts, then a line for each reason why something did not pass} */
  synchronized String text() {
    List<Line> lines = lines();
    List<String> text = new ArrayList<>(List.of("[session store kit] " + harness + ": " + counts(lines)));
    for (Result result : List.of(Result.SKIPPED, Result.PASSED, Result.EXCLUDED)) {
      Map<String, List<String>> byReason = new LinkedHashMap<>();
      lines.stream().filter(line -> line.result() == result).forEach(line -> line.reasons()
          .forEach(reason -> byReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(line.rule())));
      byReason.forEach((reason, rules) -> text.add("  " + (result == Result.PASSED ? "in part" : result.word()) + ": "
          + String.join(", ", rules) + ": " + reason));
    }
    lines.stream().filter(line -> line.result() == Result.FAILED)
        .forEach(line -> line.reasons().forEach(reason -> text.add("  failed: " + line.rule() + ": " + reason)));
    ownFailures().forEach(reason -> text.add("  failed, no rule: " + reason));
    if (chance) {
      text.add("  " + Seed.told(seed));
    }
    return String.join("\n", text);
  }

  /** {@return the same as Markdown, every rule a line} */
  synchronized String markdown() {
    List<Line> lines = lines();
    StringBuilder text = new StringBuilder("# Session store kit: " + harness + "\n\n");
    String kit = Optional.ofNullable(RunSummary.class.getPackage().getImplementationVersion()).orElse("not packaged");
    text.append("store-tck ").append(kit).append(" · Java ").append(System.getProperty("java.version")).append(" · ")
        .append(database == null ? "no SQL database declared" : database)
        .append(chance ? " · seed " + seed : " · without chance").append("\n\n");
    text.append(counts(lines)).append(".\n\n| rule | result | tests passed | why |\n|---|---|---|---|\n");
    for (Line line : lines) {
      text.append("| ")
          .append(line.rule())
          .append(" | ")
          .append(line.inPart() ? "passed in part" : line.result().word())
          .append(" | ")
          .append(line.passed()).append(" of ").append(line.tests()).append(" | ")
          .append(cell(String.join(" · ", line.reasons()))).append(" |\n");
    }
    ownFailures().forEach(reason -> text.append("\nFailed, no rule: ").append(cell(reason)).append("\n"));
    return text.toString();
  }

  private static String cell(String text) {
    return text.replaceAll("\\R", " ").replace("|", "\\|");
  }

  /** {@return the file, named after the harness} */
  Path write(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(harness.replace('$', '.') + ".md");
    return Files.writeString(file, markdown());
  }

  void print(String last) {
    System.out.println(text() + "\n  " + last);
  }
}
