package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private final List<Long> pauses = new ArrayList<>();
  private final BackOff backOff = new BackOff(pauses::add);

  @Test
  void each_attempt_may_pause_for_twice_as_long_as_the_one_before_up_to_twenty_milliseconds() {
    for (int attempt : List.of(1, 2, 3, 6, 7, 20, 1_000, Integer.MAX_VALUE)) {
      pauses.clear();
      for (int draw = 0; draw < 200; draw++) {
        backOff.pause(attempt);
      }
      long most = Math.min(20_000_000, 200_000L << Math.min(attempt, 20));
      assertThat(pauses).hasSize(200).allSatisfy(pause -> assertThat(pause).isBetween(1L, most)).as("jittered").doesNotHaveDuplicates().anyMatch(pause -> pause > most / 2);
    }
  }
}
