package dev.sessionstore.tck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the kit draws for the races of one test: in which order threads start, and how long each
 * dallies at the start line. The same seed draws the same again, whichever tests ran before. What
 * nobody can seed stays chance: how the operating system schedules the threads, how the database
 * orders what reaches it at once, and what the store draws for itself (ids, versions, pauses
 * between attempts). So a seed makes a race alike, not equal; what has to show every time is forced
 * by a {@link Gate}. Not thread-safe.
 */
final class Chance {

  /** System property or JUnit configuration parameter: a long. */
  static final String SEED = "sessionstore.tck.seed";

  /** A power of two, in nanoseconds: some 65 µs. */
  private static final int MAX_EXPONENT = 16;

  private final Random drawn;

  Chance(long seed, String test) {
    this.drawn = new Random(seed * 31 + test.hashCode());
  }

  /** {@return the seed asked for, else one drawn} */
  static long seed(Optional<String> asked) {
    if (asked.isEmpty()) {
      return ThreadLocalRandom.current().nextInt(1_000_000_000);
    }
    try {
      return Long.parseLong(asked.get().strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          SEED + " is \"" + asked.get() + "\"; write a whole number such as 42, or leave it out to have one drawn.", e);
    }
  }

  /** {@return how to draw the same again} */
  static String told(long seed) {
    return "seed: " + seed + " (given as " + SEED + " it draws the same again; the scheduler's part it cannot repeat)";
  }

  /** {@return 0 to n - 1, shuffled} */
  List<Integer> order(int n) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    Collections.shuffle(order, drawn);
    return order;
  }

  /**
   * {@return pauses in nanoseconds, all short or some longer: calls that take microseconds meet,
   * and calls that take longer}
   */
  List<Long> pauses(int n) {
    int most = 1 << drawn.nextInt(MAX_EXPONENT + 1);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      pauses.add((long) drawn.nextInt(most));
    }
    return pauses;
  }
}
