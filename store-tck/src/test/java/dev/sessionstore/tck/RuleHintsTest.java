package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RuleHintsTest {

  private final RuleHints hints = RuleHints.load();
  private final RuleCatalogue catalogue = RuleCatalogue.load();

  @Test
  void every_rule_of_the_kit_says_where_to_look() {
    assertThat(catalogue.rules()).filteredOn(rule -> !rule.outside())
        .allSatisfy(rule -> assertThat(hints.find(rule.id())).as(rule.id()).isPresent());
  }

  @Test
  void every_hint_is_for_a_group_or_rule_there_is() {
    Set<String> groups = catalogue.rules().stream().map(RuleCatalogue.Entry::group).collect(Collectors.toSet());
    assertThat(hints.ids())
        .allSatisfy(id -> assertThat(groups.contains(id) || catalogue.ids().contains(id)).as(id).isTrue());
  }

  @Test
  void a_rule_s_own_hint_comes_before_its_group_s() {
    assertThat(hints.find("TOUCH-2").orElseThrow()).isNotEqualTo(hints.find("TOUCH-6").orElseThrow());
    assertThat(hints.find("TOUCH-6")).isEqualTo(hints.find("TOUCH"));
    assertThat(hints.find("NO-1")).isEmpty();
  }
}
