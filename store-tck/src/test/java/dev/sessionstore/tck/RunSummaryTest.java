package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a run leaves behind: a few lines and a file. The nested harnesses are run here alone. */
@ResourceLock(Resources.SYSTEM_OUT)
class RunSummaryTest {

  @ExcludedRule(rule = "COL-6", because = "compares loosely, see its README")
  @ExcludedRule(rule = "SQL-1", because = "sends two | always")
  static class ExcludesTwo extends InMemoryTckTest {
    @Nested
    class More {
      @Test
      void a_test_of_the_harness_s_own() {
        kit().store().clear();
      }
    }
  }

  static class InheritsExclusions extends ExcludesTwo {}

  @ExcludedRule(rule = "COL-99", because = "no such thing")
  static class ExcludesNothing extends InMemoryTckTest {}

  @ExcludedRule(rule = "COL-6", because = " ")
  static class SaysNoReason extends InMemoryTckTest {}

  static class Overrides extends InMemoryTckTest {
    @Override
    public void ids_compare_exactly() {}
  }

  static class FailsByItself extends InMemoryTckTest {
    @Test
    void something_of_its_own() {
      fail("not | good\nat all");
    }

    @Test
    @Disabled("later")
    void something_for_later() {}
  }

  /** Gives back what it took only after the kit has looked. */
  static class LeaksOnTouch extends SessionStoreTckTest.Leaks {
    @Override
    void leave(Connection connection) {}
  }

  @TempDir
  private Path folder;

  private record Run(String printed, EngineExecutionResults results) {}

  private static Run run(Class<?> harness, String folder) {
    return run(harness, folder, Map.of());
  }

  private static Run run(Class<?> harness, String folder, Map<String, String> parameters) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
          .configurationParameter(RunSummary.FOLDER, folder)
          .configurationParameters(parameters).selectors(selectClass(harness)).execute();
      return new Run(printed.toString(StandardCharsets.UTF_8), results);
    } finally {
      System.setOut(before);
    }
  }

  private String file(Class<?> harness) throws IOException {
    return Files.readString(folder.resolve(harness.getName().replace('$', '.') + ".md"));
  }

  @Test
  void what_was_skipped_and_excluded_is_told_with_its_reason() throws IOException {
    Run run = run(ExcludesTwo.class, folder.toString());
    assertThat(run.printed().lines().filter(line -> line.startsWith("[session store kit]")))
        .as("once, nested class or not")
        .hasSize(1);
    assertThat(run.printed()).startsWith("[session store kit] " + ExcludesTwo.class.getName() + ": ")
        .containsPattern("\\d+ rules passed \\(\\d+ of them in part\\), \\d+ skipped, 2 excluded, 0 failed")
        .contains("\n  excluded: COL-6: compares loosely, see its README\n")
        .contains("\n  excluded: SQL-1: sends two | always\n")
        .containsPattern("\n  skipped: [A-Z0-9, -]+: needs SQL ")
        .containsPattern("\n  in part: ID-2[A-Z0-9, -]*: needs SQL ")
        .contains("\n  written to ");
    assertThat(run.printed().lines()).hasSizeLessThan(16);
    assertThat(file(ExcludesTwo.class)).startsWith("# Session store kit: " + ExcludesTwo.class.getName() + "\n")
        .contains("no SQL database declared").contains("| GET-2 | passed | ").contains("| COL-6 | excluded | 0 of ")
        .contains(" | compares loosely, see its README |\n")
        .contains("sends two \\| always")
        .contains("| ID-2 | passed in part | ")
        .doesNotContain("SWAP");
  }

  @Test
  void tests_of_an_excluded_rule_are_skipped_with_the_reason() {
    assertThat(run(InheritsExclusions.class, RunSummary.OFF).results().testEvents().aborted().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().getMessage()))
        .anyMatch(said -> said.endsWith("COL-6 excluded: compares loosely, see its README"))
        .anyMatch(said -> said.startsWith("SQL-1 excluded: sends two | always"));
  }

  @Test
  void an_exclusion_of_nothing_or_without_a_reason_or_by_overriding_fails_the_class() {
    for (var wrong : List.of(ExcludesNothing.class, SaysNoReason.class, Overrides.class)) {
      EngineExecutionResults results = run(wrong, folder.toString()).results();
      assertThat(results.testEvents().started().count()).isZero();
      assertThat(results.containerEvents().failed().stream()
          .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().getMessage()))
          .singleElement()
          .isIn("@ExcludedRule names COL-99, which is no rule; take an id of rules.md, such as COL-6.",
              "@ExcludedRule of COL-6 says no reason; readers of the summary need one.",
              "Overrides overrides ids_compare_exactly, a test of ID-1; leave it out openly, with @ExcludedRule.");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_failed_rule_is_told_with_the_test_and_what_it_saw() throws IOException {
    Run run = run(SessionStoreTckTest.CountsTheDead.class, folder.toString());
    assertThat(run.printed()).containsPattern(", 1 failed[;,]")
        .contains("\n  failed: LIST-1: only_live_sessions_are_counted_and_listed: LIST-1: ")
        .contains("expected: <1> but was: <2>");
    assertThat(file(SessionStoreTckTest.CountsTheDead.class)).contains("| LIST-1 | failed | ");
  }

  @Test
  void what_a_test_leaves_open_is_blamed_on_the_rule_against_it() throws IOException {
    Run run = run(LeaksOnTouch.class, folder.toString());
    assertThat(run.printed()).containsPattern(", 1 failed[;,]").contains("\n  failed: LIFE-2: ");
    assertThat(file(LeaksOnTouch.class)).containsPattern("\\| TOUCH-2 \\| passed \\| (\\d+) of \\1 ")
        .contains("| LIFE-2 | failed | ");
  }

  @Test
  void tests_of_the_harness_s_own_count_as_tests_but_as_no_rule() throws IOException {
    Run run = run(FailsByItself.class, folder.toString());
    assertThat(run.printed()).containsPattern(", 0 failed[;,]")
        .contains("\n  failed, no rule: something_of_its_own: not | good\n");
    assertThat(file(FailsByItself.class)).contains("\nFailed, no rule: something_of_its_own: not \\| good\n");
  }

  @Test
  void the_seed_of_what_was_left_to_chance_is_told() throws IOException {
    assertThat(run(InMemoryTckTest.class, folder.toString(), Map.of(Seed.PROPERTY, "42")).printed())
        .contains("\n  seed: 42 (set sessionstore.tck.seed ");
    assertThat(file(InMemoryTckTest.class)).contains(" · seed 42\n");
    assertThat(run(InMemoryTckTest.class, folder.toString()).printed()).containsPattern("\n  seed: \\d+ \\(")
        .doesNotContain("seed: 42 ");
    assertThat(run(InMemoryTckTest.class, folder.toString(), Map.of(RuleExtension.STOCHASTIC, "off")).printed())
        .doesNotContain("seed");
    assertThat(file(InMemoryTckTest.class)).contains(" · without chance\n");
  }

  @Test
  void switched_off_nothing_is_printed_or_written() throws IOException {
    assertThat(run(InMemoryTckTest.class, RunSummary.OFF).printed()).isEmpty();
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written).isEmpty();
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_a_sentence_and_fails_nothing() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    Run run = run(InMemoryTckTest.class, taken.toString());
    assertThat(run.results().allEvents().failed().count()).isZero();
    assertThat(run.printed()).contains("\n  not written: java.nio.file.FileAlreadyExistsException")
        .contains("name a folder that can be written in the system property sessionstore.tck.summary");
  }
}
