package dev.sessionstore.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How long and how much.
 *
 * @param series what each contestant does, one after the other in one JVM
 * @param warmUpMillis of each operation
 * @param iterations of each operation
 * @param iterationMillis how long each
 * @param doomed sessions that an iteration of destroy takes
 * @param dead rows that a sweep finds, among as many live ones
 * @param rounds of paired comparisons
 * @param comparisons which there are beside those at the port
 * @param heapMegabytes of each JVM
 */
record Form(String name, List<Series> series, int warmUpMillis, int iterations, int iterationMillis, int doomed, int dead, int rounds,
    Set<Comparison> comparisons, int heapMegabytes) {

  /**
   * Operations on one table.
   *
   * @param threads each number of them in turn
   * @param bytes of the payload
   * @param sessions live ones in the table
   */
  record Series(Set<Operation> operations, List<Integer> threads, int bytes, int sessions) {}

  private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);
  private static final Set<Operation> SOME = EnumSet.of(Operation.CREATE, Operation.GET, Operation.CHANGE);

  /** {@code short} or {@code long}. */
  static Form named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "short" -> new Form("short", List.of(new Series(EnumSet.complementOf(EnumSet.of(Operation.TOUCH)), List.of(1), 1024, 10_000)),
          400, 2, 400, 2_000, 10_000, 7, EnumSet.of(Comparison.PORT, Comparison.ENGINE), 2048);
      case "long" -> new Form("long", List.of(new Series(ALL, List.of(1, 4), 1024, 100_000), new Series(SOME, List.of(1), 200, 10_000),
          new Series(SOME, List.of(1), 16 * 1024, 10_000)),
          2_000, 5, 1_000, 10_000, 100_000, 21, EnumSet.allOf(Comparison.class), 6144);
      default -> throw new IllegalArgumentException("There is no form " + name + "; say short or long.");
    };
  }
}
