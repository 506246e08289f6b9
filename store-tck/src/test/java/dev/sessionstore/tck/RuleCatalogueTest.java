package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.tck.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue and the tests name the same rules. */
class RuleCatalogueTest {

  private final RuleCatalogue catalogue = RuleCatalogue.load();

  private static List<Rule> rules() {
    return Arrays.stream(SessionStoreTck.class.getMethods()).filter(m -> m.isAnnotationPresent(Rule.class))
        .map(m -> m.getAnnotation(Rule.class)).toList();
  }

  private static Set<String> tested() {
    return rules().stream().flatMap(rule -> Arrays.stream(rule.value())).collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> catalogued(Predicate<RuleCatalogue.Entry> which) {
    return catalogue.rules()
        .stream()
        .filter(which)
        .map(RuleCatalogue.Entry::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_rule_has_a_test_and_every_test_has_a_rule() {
    Set<String> known = new TreeSet<>(tested());
    assertThat(known).isEqualTo(catalogued(entry -> !entry.outside()));
  }

  @Test
  void only_the_swap_is_proved_outside_the_kit() {
    assertThat(catalogued(RuleCatalogue.Entry::outside)).containsExactly("SWAP-1", "SWAP-2");
  }

  @Test
  void chance_is_left_to_rules_that_have_a_stochastic_tier() {
    Set<String> byChance = rules().stream().filter(Rule::stochastic).flatMap(rule -> Arrays.stream(rule.value()))
        .collect(Collectors.toSet());
    assertThat(byChance).isNotEmpty().isSubsetOf(catalogued(RuleCatalogue.Entry::stochastic));
  }

  @Test
  void a_sentence_comes_without_its_marks_and_its_history() {
    assertThat(catalogue.rules()).hasSizeGreaterThan(80).allSatisfy(entry -> {
      assertThat(entry.sentence()).isNotBlank().doesNotContain("[", "]").doesNotStartWith("°").doesNotStartWith("‡");
      assertThat(entry.id()).startsWith(entry.group() + "-");
    });
    assertThat(catalogue.find("GET-2").orElseThrow().sentence())
        .isEqualTo("Dead at its deadline, alive one millisecond before.");
    assertThat(catalogue.find("SET-2").orElseThrow().stochastic()).isTrue();
    assertThat(catalogue.find("NO-1")).isEmpty();
  }

  /** Every page that cites a rule links to it. */
  @Test
  void each_rule_begins_with_an_anchor_of_its_own_id() throws IOException {
    try (InputStream file = RuleCatalogue.class.getResourceAsStream("rules.md")) {
      List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> line.startsWith("- ")).toList();
      Pattern anchored = Pattern.compile("^- <a id=\"([A-Z]+-\\d+)\"></a>\\*\\*\\1\\*\\*");
      assertThat(lines).allSatisfy(line -> assertThat(anchored.matcher(line).results())
          .as("begin it with - <a id=\"ID\"></a>**ID**: " + line).hasSize(1));
      assertThat(lines.stream().flatMap(line -> anchored.matcher(line).results()).map(found -> found.group(1)))
          .containsExactlyElementsOf(catalogue.ids());
    }
  }
}
