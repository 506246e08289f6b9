package dev.sessionstore.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildReportTest {

  private static final Instant BEGUN = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir
  private Path project;

  @BeforeEach
  void threeModules() throws IOException {
    Files.writeString(project.resolve("pom.xml"),
        "<modules>\n<module>one</module>\n<module>two</module><module>no-tests</module></modules>");
    Files.createDirectories(project.resolve("one/src/test/java"));
    Files.createDirectories(project.resolve("two/src/test/java"));
    Files.createDirectories(project.resolve("no-tests/src/main/java"));
  }

  private void put(String path, Instant at, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private void suite(String module, String name, Instant at, int tests, int failures, int errors, String... cases)
      throws IOException {
    put(module + "/target/surefire-reports/TEST-" + name + ".xml", at, """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="%s" time="1,234.2" tests="%d" errors="%d" skipped="%d" failures="%d">
        <properties><property name="a" value="b"/></properties>
        %s</testsuite>""".formatted(name, tests, errors, cases.length, failures, String.join("\n", cases)));
  }

  private static String skipped(String reason) {
    return "<testcase name=\"a\" classname=\"B\" time=\"0\"><skipped"
        + " type=\"T\"><![CDATA[org.opentest4j.TestAbortedException: "
        + reason + "\n\tat dev.sessionstore.X]]></skipped></testcase>";
  }

  private void kit(String module, String name, Instant at, String database, int rules) throws IOException {
    put(module + "/target/session-store-tck/" + name + ".md", at, "# Session store kit: " + name
        + "\n\nstore-tck 1.0 · Java 17.0.1 · " + database + " · seed 7\n\n" + rules
        + " rules passed (1 of them in part), 1 skipped, 0 excluded, 0 failed; 24 of 25 tests passed.\n\n| rule |\n");
  }

  private String report() throws IOException {
    return BuildReport.of(Reports.of(project, BEGUN));
  }

  @Test
  void tests_are_counted_by_module_and_in_all() throws IOException {
    suite("one", "a.FirstTest", BEGUN, 1_200, 0, 0);
    suite("one", "a.SecondTest", BEGUN.plusSeconds(1), 10, 1, 2, skipped("later"));
    suite("two", "b.ThirdTest", BEGUN.plusSeconds(2), 5, 0, 0);
    assertThat(report()).startsWith("Tests: 1,215 in 3 classes, of which 1,211 passed, 1 skipped, 3 failed.\n")
        .containsPattern("\none +2 +1210 +1 +2468\n").containsPattern("\ntwo +1 +5 +0 +1234\n")
        .doesNotContain("no-tests", "not run", "Left out");
  }

  @Test
  void each_backend_on_each_database_is_listed_with_what_the_kit_says_of_it() throws IOException {
    suite("one", "a.FirstTest", BEGUN, 1, 0, 0);
    kit("one", "a.HibernateOnMariaDbTest", BEGUN, "MariaDB 11.4.5-MariaDB-log", 85);
    kit("two", "b.MyBatisOnH2Test", BEGUN, "H2 2.4.240 (2025-09-22)", 86);
    kit("two", "b.InMemoryTest", BEGUN, "no SQL database declared", 60);
    assertThat(report()).contains(
        "The kit on 3 harnesses, 231 times a rule:\n  H2 2.4.240\n    MyBatisOnH2Test         86"
            + " rules passed (1 of them")
        .contains(
            "  MariaDB 11.4.5\n    HibernateOnMariaDbTest  85 rules passed (1 of them in part), 1 skipped, 0 excluded,"
                + " 0 failed; 24 of 25 tests passed\n")
        .contains("  in memory\n    InMemoryTest            60 rules");
  }

  @Test
  void what_was_skipped_is_told_once_a_reason_whichever_rules_it_meets() throws IOException {
    suite("one", "a.FirstTest", BEGUN, 3, 0, 0, skipped("ID-2, GET-3 needs SQL, to have it proved, do so."),
        skipped("COL-1 needs SQL, to have it proved, do so."),
        "<testcase name=\"c\"><skipped message=\"not here\"/></testcase>");
    for (String name : new String[] {"P", "Q", "R", "S", "T"}) {
      suite("two", "b." + name, BEGUN, 1, 0, 0, skipped("EVENT-1 needs SQL, to have it proved, do so."));
    }
    suite("two", "b.Z", BEGUN, 1, 0, 0, "<testcase name=\"d\"><skipped/></testcase>");
    assertThat(report())
        .contains("\nSkipped:\n  7 in FirstTest, P, Q, R and 2 more: needs SQL, to have it proved, do so.\n",
            "\n  1 in Z: no reason was given\n", "\n  1 in FirstTest: not here")
        .doesNotContain("Nothing was skipped");
  }

  @Test
  void nothing_skipped_is_said_too() throws IOException {
    suite("one", "a.FirstTest", BEGUN, 1, 0, 0);
    assertThat(report()).endsWith("\nNothing was skipped.");
  }

  @Test
  void a_module_whose_tests_did_not_run_is_named_and_fails_nothing() throws IOException {
    suite("one", "a.FirstTest", BEGUN, 1, 0, 0);
    assertThat(report()).containsPattern("\ntwo +its tests were not run by this build\n").doesNotContain("no-tests");
  }

  @Test
  void what_an_earlier_build_reported_is_not_counted_and_that_is_said() throws IOException {
    suite("one", "a.FirstTest", BEGUN, 1, 0, 0);
    suite("one", "a.DeletedSinceTest", BEGUN.minusMillis(1), 40, 0, 0);
    kit("one", "a.DeletedSinceTest", BEGUN.minusMillis(1), "H2 2", 85);
    suite("two", "b.NotRunTest", BEGUN.minusSeconds(60), 7, 0, 0);
    assertThat(report()).startsWith("Tests: 1 in 1 classes").endsWith("\nLeft out: 2 reports of an earlier build.")
        .containsPattern("\ntwo +its tests were not run by this build\n").doesNotContain("DeletedSince");
  }

  @Test
  void a_build_without_any_test_fails() throws IOException {
    suite("one", "a.FirstTest", BEGUN.minusSeconds(60), 1, 0, 0);
    assertThatThrownBy(this::report).isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("This build ran no test at all: ");
  }

  @Test
  void what_cannot_be_read_is_named() throws IOException {
    put("one/target/surefire-reports/TEST-a.FirstTest.xml", BEGUN, "<testsuite");
    assertThatThrownBy(this::report).isInstanceOf(IOException.class)
        .hasMessageContaining("TEST-a.FirstTest.xml is no report of Surefire's");
    suite("one", "a.FirstTest", BEGUN, 1, 0, 0);
    put("one/target/session-store-tck/a.FirstTest.md", BEGUN, "# Session store kit: a.FirstTest\n");
    assertThatThrownBy(this::report).isInstanceOf(IOException.class)
        .hasMessageContaining("a.FirstTest.md is no summary of the kit's");
  }
}
