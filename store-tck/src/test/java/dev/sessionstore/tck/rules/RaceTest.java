package dev.sessionstore.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Races start together and hide no failure. */
class RaceTest {

  @Test
  void all_run_at_once_and_answer_in_order() throws Exception {
    CyclicBarrier together = new CyclicBarrier(5);
    assertThat(Race.of(new Chance(1, ""), 5, i -> () -> {
      together.await(); // passes only if all five are running
      return i;
    })).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void the_first_failure_comes_out_as_it_was_with_the_others_suppressed() {
    IllegalStateException zero = new IllegalStateException("0");
    AssertionError two = new AssertionError("2");
    assertThatThrownBy(() -> Race.of(new Chance(1, ""), 3, i -> () -> {
      if (i == 0) {
        throw zero;
      }
      if (i == 2) {
        throw two;
      }
      return i;
    })).isSameAs(zero).hasSuppressedException(two);
  }
}
