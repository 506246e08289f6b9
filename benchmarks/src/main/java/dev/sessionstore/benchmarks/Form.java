package dev.sessionstore.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The durations and sizes of a run.
 *
 * @param series the operations of each contestant, one after the other in one JVM
 * @param jvmWarmUpMillis the warm-up of all operations in turn, before the first is measured
 * @param warmUpMillis the warm-up of each operation
 * @param iterations the number of iterations of each operation
 * @param iterationMillis the duration of each iteration
 * @param doomed the number of sessions for an iteration of destroy
 * @param dead the number of expired rows for a sweep, among as many live ones
 * @param rounds the number of rounds of paired comparisons
 * @param comparisonWarmUpMillis the warm-up before each of these
 * @param comparisons the comparisons besides those at the port
 * @param sizes the sizes of the tables that are compared with one of a thousand rows
 * @param heapMegabytes the heap size of each JVM
 */
record Form(String name, List<Series> series, int jvmWarmUpMillis, int warmUpMillis, int iterations,
    int iterationMillis, int doomed, int dead, int rounds, int comparisonWarmUpMillis, Set<Comparison> comparisons,
    List<Integer> sizes, int heapMegabytes) {

  /**
   * Operations on one table.
   *
   * @param threads the numbers of threads, in turn
   * @param bytes the size of the payload
   * @param sessions the number of live sessions in the table
   */
  record Series(Set<Operation> operations, List<Integer> threads, int bytes, int sessions) {}

  private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);
  private static final Set<Operation> SOME = EnumSet.of(Operation.CREATE, Operation.GET, Operation.CHANGE);

  /**
   * Returns the form {@code short}, {@code long}, or {@code smoke}, which only checks that
   * everything works: its figures have no meaning.
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
