package dev.sessionstore.it.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Threads that start together. */
final class AtOnce {

  private AtOnce() {}

  /** What one thread does. */
  @FunctionalInterface
  interface Part {
    void run() throws Exception;
  }

  /**
   * Runs part 0 to n - 1, each on its own thread; throws the first failure with the others
   * suppressed.
   */
  static void run(int n, IntFunction<Part> parts) throws Exception {
    CyclicBarrier start = new CyclicBarrier(n);
    ExecutorService threads = Executors.newFixedThreadPool(n);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        Part part = parts.apply(i);
        Callable<Boolean> call = () -> {
          start.await();
          part.run();
          return true;
        };
        running.add(threads.submit(call));
      }
      AssertionError failed = null;
      for (Future<?> one : running) {
        try {
          one.get();
        } catch (ExecutionException e) {
          if (failed == null) {
            failed = new AssertionError("A thread failed: " + e.getCause(), e.getCause());
          } else {
            failed.addSuppressed(e.getCause());
          }
        }
      }
      if (failed != null) {
        throw failed;
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
