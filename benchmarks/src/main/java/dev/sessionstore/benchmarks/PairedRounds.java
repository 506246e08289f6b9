package dev.sessionstore.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Compares two calls in turns (base, variant, base): the machine's own swings, larger than what is to be seen, strike both alike. Not JMH,
 * whose forks come one after the other; the times themselves are rough, the ratio counts.
 */
final class PairedRounds implements AutoCloseable {

  /** One call. */
  @FunctionalInterface
  interface Call {
    void run() throws Exception;
  }

  /** What one slice of time showed. */
  private record Slice(double perSecond, double bytes) {}

  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final int threads;
  private final int rounds;
  private final long sliceNanos;
  private final long warmUpNanos;
  private final ExecutorService executor;

  PairedRounds(int threads, int rounds, int sliceMillis, int warmUpMillis) {
    this.threads = threads;
    this.rounds = rounds;
    this.sliceNanos = TimeUnit.MILLISECONDS.toNanos(sliceMillis);
    this.warmUpNanos = TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
    this.executor = Executors.newFixedThreadPool(threads);
  }

  /** {@return how the variant does against the base, without a topic} */
  Ratio compare(Call base, Call variant) throws Exception {
    long slices = Math.max(2, warmUpNanos / sliceNanos);
    for (int i = 0; i < slices / 2; i++) {
      slice(base);
      slice(variant);
    }
    double[] ratios = new double[rounds];
    double[] baseRates = new double[rounds];
    double[] variantRates = new double[rounds];
    double[] baseBytes = new double[rounds];
    double[] variantBytes = new double[rounds];
    Slice before = slice(base);
    for (int i = 0; i < rounds; i++) {
      Slice between = slice(variant);
      Slice after = slice(base);
      baseRates[i] = (before.perSecond() + after.perSecond()) / 2;
      variantRates[i] = between.perSecond();
      ratios[i] = variantRates[i] / baseRates[i];
      baseBytes[i] = after.bytes();
      variantBytes[i] = between.bytes();
      before = after;
    }
    return new Ratio("", "", "", median(baseRates), median(variantRates), median(ratios), median(baseBytes), median(variantBytes));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private Slice slice(Call call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Slice>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Callable<Slice> one = () -> {
        start.await();
        return run(call);
      };
      running.add(executor.submit(one));
    }
    start.countDown();
    double perSecond = 0;
    double bytes = 0;
    for (Future<Slice> one : running) {
      Slice slice = one.get();
      perSecond += slice.perSecond();
      bytes += slice.bytes() / threads;
    }
    return new Slice(perSecond, bytes);
  }

  private Slice run(Call call) throws Exception {
    long allocated = memory.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    long calls = 0;
    long now = begin;
    while (now - begin < sliceNanos) {
      call.run();
      calls++;
      now = System.nanoTime();
    }
    return new Slice(calls * 1e9 / (now - begin), (memory.getCurrentThreadAllocatedBytes() - allocated) / (double) calls);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
