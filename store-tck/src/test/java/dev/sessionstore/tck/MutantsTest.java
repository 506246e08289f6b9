package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit finds each of these wrong stores, and blames the rules that it breaks and no others;
 * those in H2 are {@link MutantsInH2Test}'s.
 */
class MutantsTest {

  /** Rules about values, not stores: no store can break them. Each with what proves it instead. */
  private static final Map<String, String> NOT_A_STORES = Map.of(
      "COL-2", "names are refused when options are built: ColumnTest, SessionStoreOptionsTest");

  static Stream<Mutant> mutants() {
    return Stream.of(RowMutants.all(), TouchMutants.all(), ListMutants.all(), SweepMutants.all(), LookUpMutants.all(),
        SqlMutants.all(), OptionMutants.all(), EngineMutants.all(), DatabaseMutants.all()).flatMap(list -> list);
  }

  /** {@return the rules that {@code mutants.md} says each mutant breaks} */
  private static Map<String, Set<String>> declared() throws IOException {
    Map<String, Set<String>> declared = new TreeMap<>();
    try (InputStream in = Objects.requireNonNull(MutantsTest.class.getResourceAsStream("mutants.md"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] cells = line.split("\\s*\\|\\s*");
        if (cells.length == 3 && cells[2].matches("[A-Z]+-\\d+.*")) {
          declared.put(cells[1], new TreeSet<>(Set.of(cells[2].split(", "))));
        }
      }
    }
    return declared;
  }

  static Stream<Mutant> inMemory() {
    return mutants().filter(mutant -> !mutant.sql());
  }

  static Stream<Mutant> inH2() {
    return mutants().filter(Mutant::sql);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inMemory")
  void a_wrong_store_breaks_the_rules_declared_for_it_and_no_others(Mutant mutant) throws IOException {
    judge(mutant);
  }

  static void judge(Mutant mutant) throws IOException {
    MutantHarness.mutant = mutant;
    KitRun run = KitRun.withoutChance(MutantHarness.class);
    // what a race left to chance would notice besides proves nothing: it need not the next time
    assertThat(run.brokenRules()).as(mutant.wrong() + " was noticed by " + run.failures().keySet())
        .isEqualTo(declared().getOrDefault(mutant.wrong(), Set.of()));
  }

  @Test
  void every_rule_has_a_mutant_and_every_mutant_is_declared() throws IOException {
    assertThat(declared().keySet())
        .isEqualTo(mutants().map(Mutant::wrong).collect(Collectors.toCollection(TreeSet::new)));
    Set<String> broken =
        declared().values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    broken.addAll(NOT_A_STORES.keySet());
    assertThat(broken).isEqualTo(RuleCatalogue.load()
        .rules()
        .stream()
        .filter(rule -> !rule.outside())
        .map(RuleCatalogue.Entry::id)
        .collect(Collectors.toCollection(TreeSet::new)));
  }
}
