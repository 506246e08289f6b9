package dev.sessionstore.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How long and how much.
 *
 * @param series what each contestant does, one after the other in one JVM
 * @param jvmWarmUpMillis of all operations in turn, before the first is measured: or the first
 *   would be measured cold
 * @param warmUpMillis of each operation
 * @param iterations of each operation
 * @param iterationMillis how long each
 * @param doomed sessions that an iteration of destroy takes
 * @param dead rows that a sweep finds, among as many live ones
 * @param rounds of paired comparisons
 * @param comparisonWarmUpMillis before each of these
 * @param comparisons which there are beside those at the port
 * @param sizes of the tables that are compared with one of a thousand rows
 * @param heapMegabytes of each JVM
 */
record Form(String name, List<Series> series, int jvmWarmUpMillis, int warmUpMillis, int iterations,
    int iterationMillis, int doomed, int dead, int rounds, int comparisonWarmUpMillis, Set<Comparison> comparisons,
    List<Integer> sizes, int heapMegabytes) {

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

  /**
   * {@code short}, {@code long}, or {@code smoke}: whether all of it works, its figures mean
   * nothing.
   */
  static Form named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "short" -> new Form("short",
          List.of(new Series(EnumSet.complementOf(EnumSet.of(Operation.TOUCH)), List.of(1), 1024, 10_000)), 6_000, 150,
          2, 250, 2_000, 5_000, 7, 5_000, EnumSet.of(Comparison.PORT, Comparison.ENGINE), List.of(), 2048);
      case "long" -> new Form("long",
          List.of(new Series(ALL, List.of(1, 4), 1024, 100_000), new Series(SOME, List.of(1), 200, 10_000),
              new Series(SOME, List.of(1), 16 * 1024, 10_000)),
          10_000, 1_000, 3, 1_000, 5_000, 100_000, 21, 4_000, EnumSet.allOf(Comparison.class),
          List.of(100_000, 1_000_000), 6144);
      case "smoke" ->
        new Form("smoke", List.of(new Series(ALL, List.of(1, 2), 1024, 1_000), new Series(SOME, List.of(1), 200, 100)),
            50, 20, 2, 20, 100, 1_000, 3, 100, EnumSet.allOf(Comparison.class), List.of(2_000), 1024);
      default -> throw new IllegalArgumentException("There is no form " + name + "; say short, long or smoke.");
    };
  }
}
