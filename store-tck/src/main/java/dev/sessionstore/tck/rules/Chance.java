package dev.sessionstore.tck.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Draws what varies in the races of one test: the order in which threads start, and how long each
 * pauses at the start line. The same seed and test draw the same again, whichever tests ran before.
 * How the operating system schedules the threads, how the database orders what reaches it at once,
 * and what the store itself draws (ids, versions, pauses between attempts) cannot be seeded. A race
 * that has to show every time is forced by a {@link Gate}. Not thread-safe.
 */
final class Chance {

  /** A power of two, in nanoseconds: some 65 µs. */
  private static final int MAX_EXPONENT = 16;

  private final Random drawn;

  Chance(long seed, String test) {
    this.drawn = new Random(seed * 31 + test.hashCode());
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
