package dev.sessionstore.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Compares two calls in turns (base, variant, base), so that variations of the machine, which may
 * exceed the difference, affect both. Not JMH, which runs one fork after the other. Only the ratio
 * is exact, the times are rough.
 */
final class PairedRounds implements AutoCloseable {

  /** One call. */
  @FunctionalInterface
  interface Call {
    void run() throws Exception;
  }

  /** The measurement of one time slice. */
  private record Slice(double perSecond, double bytes, double cpuMicros) {}

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
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

  /** {@return the ratio of variant to base, without a topic} */
  Ratio compare(Call base, Call variant) throws Exception {
    long slices = Math.max(2, warmUpNanos / sliceNanos);
    for (int i = 0; i < slices / 2; i++) {
      slice(base);
      slice(variant);
    }
    List<Slice> bases = new ArrayList<>(List.of(slice(base)));
    List<Slice> variants = new ArrayList<>();
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      variants.add(slice(variant));
      bases.add(slice(base));
      ratios[i] = variants.get(i).perSecond() / ((bases.get(i).perSecond() + bases.get(i + 1).perSecond()) / 2);
    }
    return new Ratio("", "", "", median(bases, Slice::perSecond), median(variants, Slice::perSecond),
        median(DoubleStream.of(ratios)), median(bases, Slice::bytes), median(variants, Slice::bytes),
        median(bases, Slice::cpuMicros), median(variants, Slice::cpuMicros));
  }

  private static double median(List<Slice> slices, ToDoubleFunction<Slice> figure) {
    return median(slices.stream().mapToDouble(figure));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
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
    double cpuMicros = 0;
    for (Future<Slice> one : running) {
      Slice slice = one.get();
      perSecond += slice.perSecond();
      bytes += slice.bytes() / threads;
      cpuMicros += slice.cpuMicros() / threads;
    }
    return new Slice(perSecond, bytes, cpuMicros);
  }

  private Slice run(Call call) throws Exception {
    long allocated = thread.getCurrentThreadAllocatedBytes();
    long cpu = thread.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    long calls = 0;
    long now = begin;
    while (now - begin < sliceNanos) {
      call.run();
      calls++;
      now = System.nanoTime();
    }
    return new Slice(calls * 1e9 / (now - begin),
        (thread.getCurrentThreadAllocatedBytes() - allocated) / (double) calls,
        (thread.getCurrentThreadCpuTime() - cpu) / 1e3 / calls);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
