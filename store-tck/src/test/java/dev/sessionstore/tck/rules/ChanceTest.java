package dev.sessionstore.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One seed draws one course of races. */
class ChanceTest {

  private static List<Object> draws(long seed, String test) {
    Chance chance = new Chance(seed, test);
    List<Object> draws = new ArrayList<>();
    for (int race = 0; race < 5; race++) {
      draws.add(chance.order(8));
      draws.add(chance.pauses(8));
    }
    return draws;
  }

  @Test
  void the_same_seed_draws_the_same_for_a_test_and_another_for_another() {
    assertThat(draws(42, "a_test")).isEqualTo(draws(42, "a_test"))
        .isNotEqualTo(draws(43, "a_test"))
        .isNotEqualTo(draws(42, "another_test"));
  }

  @Test
  void every_thread_starts_once_and_dallies_for_microseconds_only() {
    Chance chance = new Chance(-1, "");
    for (int race = 0; race < 1000; race++) {
      assertThat(chance.order(5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
      assertThat(chance.pauses(5)).hasSize(5).allSatisfy(nanos -> assertThat(nanos).isBetween(0L, 65_535L));
    }
  }
}
