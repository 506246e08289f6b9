package dev.sessionstore.tck.rules;

import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.Patience;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.opentest4j.AssertionFailedError;

/**
 * Threads for races. All are daemons, and a test that passes leaves none running. Order and pauses
 * come from a {@link Chance}.
 */
final class Race {

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

  private Race() {}

  /** A call that runs on its own thread. */
  static final class AsyncCall<T> {

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final FutureTask<T> task;
    private final Thread thread;

    private AsyncCall(Callable<T> call) {
      this.task = new FutureTask<>(call) {
        @Override
        protected void done() {
          over.complete(null);
        }
      };
      this.thread = new Thread(task, "tck-race");
      thread.setDaemon(true);
      thread.start();
    }

    /** Waits until the gate holds its statement, or the call ends without one: then fails. */
    void comesTo(Gate gate) throws Exception {
      try {
        gate.awaitHeldUnless(over);
      } catch (AssertionFailedError none) {
        if (task.isDone()) {
          result(); // if the call has failed, its own failure says more
        }
        throw none;
      }
    }

    /**
     * Waits until the call is over, or waits for a lock or a gate; {@return whether it is over}
     */
    boolean isOverOrWaits() {
      long begin = System.nanoTime();
      while (!task.isDone() && !WAITING.contains(thread.getState())) {
        if (System.nanoTime() - begin > Patience.LONGER.toNanos()) {
          throw new AssertionFailedError(
              "A call was still running after " + Patience.LONGER.toSeconds() + " s; the store hangs.");
        }
        Thread.onSpinWait();
      }
      return task.isDone();
    }

    /** Waits for the call; {@return its result} Its failure is thrown as it was. */
    T result() throws Exception {
      try {
        return task.get(Patience.LONGER.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception own) {
          throw own;
        }
        if (e.getCause() instanceof Error own) {
          throw own;
        }
        throw e;
      } catch (TimeoutException e) {
        throw new AssertionFailedError(
            "A call was still running after " + Patience.LONGER.toSeconds() + " s; the store hangs.", e);
      }
    }
  }

  /** Starts a call on another thread, such as one to hold at a {@link Gate}. */
  static <T> AsyncCall<T> start(Callable<T> call) {
    return new AsyncCall<>(call);
  }

  /**
   * Runs all calls at once; returns their results in the calls' order, or throws the first failure
   * with the others suppressed.
   */
  static <T> List<T> all(Chance chance, List<? extends Callable<T>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Long> pauses = chance.pauses(calls.size());
    Map<Integer, AsyncCall<T>> running = new TreeMap<>();
    for (int i : chance.order(calls.size())) {
      running.put(i, start(() -> {
        start.await(Patience.LONGER.toSeconds(), TimeUnit.SECONDS);
        pause(pauses.get(i));
        return calls.get(i).call();
      }));
    }
    List<T> results = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (AsyncCall<T> one : running.values()) {
      try {
        results.add(one.result());
      } catch (Exception | AssertionError e) {
        failures.add(e);
      }
    }
    if (failures.isEmpty()) {
      return results;
    }
    Throwable first = failures.get(0);
    failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
    if (first instanceof Exception own) {
      throw own;
    }
    throw (AssertionError) first;
  }

  /** For microseconds, without giving the processor away. */
  private static void pause(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      Thread.onSpinWait();
    }
  }

  /** Runs one call per number, 0 to n - 1, at once. */
  static <T> List<T> of(Chance chance, int n, IntFunction<? extends Callable<T>> calls) throws Exception {
    List<Callable<T>> each = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      each.add(calls.apply(i));
    }
    return all(chance, each);
  }
}
