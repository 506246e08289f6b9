package dev.sessionstore.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README is short and correct. {@link GuideTest} checks what holds for all pages. */
class ReadmeTest {

  private static final Path README = Page.ROOT.resolve("README.md");
  private static final Pattern PROMISE = Pattern.compile("- .*\\(\\[([A-Z]+-\\d+)]\\)\\.");

  @Test
  void the_readme_has_at_most_120_lines() throws Exception {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(120);
  }

  @Test
  void the_lines_of_java_that_start_the_readme_are_at_most_twenty_with_their_imports() throws Exception {
    String first = Page.at("README.md").blocks("java").get(0);
    assertThat(first).startsWith("import ");
    assertThat(first.lines()).hasSizeLessThanOrEqualTo(20).allMatch(line -> line.length() <= 100);
  }

  @Test
  void the_second_command_is_the_one_that_ci_runs() throws Exception {
    List<String> commands = Page.at("README.md").prose().stream().filter(line -> line.startsWith("    "))
        .map(String::strip).toList();
    assertThat(commands).hasSize(2);
    assertThat(Files.readAllLines(Page.ROOT.resolve(".ci/run"))).last().isEqualTo("exec " + commands.get(1));
  }

  /** LinksTest checks that the rule exists. */
  @Test
  void each_of_the_six_promises_names_its_rule() throws Exception {
    List<String> prose = Page.at("README.md").prose();
    List<String> promises = prose.subList(prose.indexOf("## Six promises"), prose.indexOf("## Speed")).stream()
        .filter(line -> line.startsWith("- ")).toList();
    assertThat(promises).hasSize(6).allMatch(PROMISE.asMatchPredicate());
  }
}
