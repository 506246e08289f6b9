package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("chance")
class BackOffTest {

  private static final List<Integer> ATTEMPTS = List.of(1, 2, 3, 6, 7, 20, 1_000, Integer.MAX_VALUE);

  /** The longest pause after each of these. */
  private static final List<Long> MAX_PAUSES =
      List.of(400_000L, 800_000L, 1_600_000L, 12_800_000L, 20_000_000L, 20_000_000L, 20_000_000L, 20_000_000L);

  private final List<Long> pauses = new ArrayList<>();

  private List<Long> drawn(LongUnaryOperator below) {
    pauses.clear();
    BackOff backOff = new BackOff(pauses::add, below);
    ATTEMPTS.forEach(backOff::pause);
    return List.copyOf(pauses);
  }

  @Test
  void each_attempt_may_pause_for_twice_as_long_as_the_one_before_up_to_twenty_milliseconds() {
    assertThat(drawn(bound -> bound - 1)).as("the longest draw").isEqualTo(MAX_PAUSES);
    assertThat(drawn(bound -> bound / 2 - 1)).as("one in the middle")
        .isEqualTo(MAX_PAUSES.stream().map(most -> most / 2).toList());
    assertThat(drawn(bound -> 0)).as("the shortest").containsOnly(1L);
  }

  /**
   * A pause is drawn evenly from 400,000 nanoseconds. That of 200 none is in the lower half, or
   * none in the upper, comes about once in 2^199, some 10^59, runs.
   */
  @Test
  void by_itself_it_draws_at_random_from_the_whole_range() {
    BackOff backOff = new BackOff(pauses::add);
    for (int draw = 0; draw < 200; draw++) {
      backOff.pause(1);
    }
    assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(1L, 400_000L))
        .anyMatch(pause -> pause <= 200_000)
        .anyMatch(pause -> pause > 200_000);
  }
}
