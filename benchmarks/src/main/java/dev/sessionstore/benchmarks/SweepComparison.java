package dev.sessionstore.benchmarks;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Compares sweeps in turns, since they take too long for time slices. */
final class SweepComparison {

  private static final int ROUNDS = 3;

  private final Arena arena;
  private final RawTable raw;
  private final int dead;

  SweepComparison(Arena arena, int dead) {
    this.arena = arena;
    this.raw = new RawTable(arena.dataSource());
    this.dead = dead;
  }

  /** {@return rows per second} */
  Ratio againstOneDelete() throws Exception {
    PairedRounds.Call delete = () -> raw.deleteDead(System.currentTimeMillis());
    PairedRounds.Call sweep = arena.contestant()::sweep;
    rate(delete);
    rate(sweep);
    double[] ratios = new double[ROUNDS];
    double[] rates = new double[ROUNDS];
    double before = rate(delete);
    for (int i = 0; i < ROUNDS; i++) {
      rates[i] = rate(sweep);
      double after = rate(delete);
      ratios[i] = rates[i] / ((before + after) / 2);
      before = after;
    }
    Arrays.sort(ratios);
    Arrays.sort(rates);
    return Ratio.ofPace(before, rates[ROUNDS / 2], ratios[ROUNDS / 2]);
  }

  private double rate(PairedRounds.Call call) throws Exception {
    arena.add(dead, true);
    long begin = System.nanoTime();
    call.run();
    return dead * 1e9 / (System.nanoTime() - begin);
  }

  /** {@return the reciprocal of the 99th percentile, per second} */
  Ratio besideGets() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      LongStream.Builder quiet = LongStream.builder();
      LongStream.Builder busy = LongStream.builder();
      gets(silence(3_000), LongStream.builder()); // warm-up
      for (int i = 0; i < ROUNDS; i++) {
        gets(silence(2_000), quiet);
        arena.add(dead, true);
        gets(other.submit(() -> {
          arena.contestant().sweep();
          return true;
        }), busy);
      }
      double before = 1e9 / percentile(quiet);
      double beside = 1e9 / percentile(busy);
      return Ratio.ofPace(before, beside, beside / before);
    } finally {
      other.shutdownNow();
    }
  }

  /** Waits without other work. */
  private static Future<Boolean> silence(long millis) {
    return new CompletableFuture<Boolean>().completeOnTimeout(true, millis, TimeUnit.MILLISECONDS);
  }

  private void gets(Future<Boolean> meanwhile, LongStream.Builder nanos) throws Exception {
    while (!meanwhile.isDone()) {
      long begin = System.nanoTime();
      Comparison.require(arena.contestant().get(arena.anyId()));
      nanos.add(System.nanoTime() - begin);
    }
    meanwhile.get();
  }

  private static long percentile(LongStream.Builder nanos) {
    long[] sorted = nanos.build().sorted().toArray();
    return sorted[(int) (sorted.length * 0.99)];
  }
}
