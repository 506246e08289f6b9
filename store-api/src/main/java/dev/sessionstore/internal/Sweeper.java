package dev.sessionstore.internal;

import dev.sessionstore.SweepResult;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs sweeps at jittered intervals, never two at a time, on a daemon thread or the user's
 * scheduler (SWEEP-5, 7). Thread-safe.
 */
final class Sweeper {

  private final Duration interval;
  private final @Nullable ScheduledExecutorService given;
  private final Supplier<SweepResult> sweep;
  private final Events events;
  private final ReentrantLock sweeping = new ReentrantLock();
  private final Object lock = new Object();
  private @Nullable ScheduledExecutorService own;
  private @Nullable ScheduledFuture<?> next;
  /**
   * The number of starts: a pending sweep of an earlier start does nothing and schedules no other.
   */
  private long generation;
  private boolean started;

  Sweeper(Duration interval, @Nullable ScheduledExecutorService given, Supplier<SweepResult> sweep, Events events) {
    this.interval = interval;
    this.given = given;
    this.sweep = sweep;
    this.events = events;
  }

  void start() {
    synchronized (lock) {
      if (started || interval.isZero() || interval.isNegative()) {
        return;
      }
      started = true;
      schedule(++generation);
    }
  }

  private void schedule(long taskGeneration) {
    ScheduledExecutorService executor = given;
    if (executor == null) {
      executor = own;
      if (executor == null) {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
          Thread thread = new Thread(task, "session-sweeper");
          thread.setDaemon(true);
          return thread;
        });
        own = executor;
      }
    }
    long millis = Math.max(1, interval.toMillis());
    long jittered = millis - ThreadLocalRandom.current().nextLong(millis / 10 + 1);
    next = executor.schedule(() -> run(taskGeneration), jittered, TimeUnit.MILLISECONDS);
  }

  private void run(long taskGeneration) {
    sweeping.lock();
    try {
      if (current(taskGeneration)) {
        sweep.get();
      }
    } catch (RuntimeException e) { // SWEEP-6
      events.sweepFailed(e);
    } finally {
      sweeping.unlock();
      scheduleNext(taskGeneration);
    }
  }

  private void scheduleNext(long taskGeneration) {
    synchronized (lock) {
      if (started && generation == taskGeneration) {
        try {
          schedule(taskGeneration);
        } catch (RejectedExecutionException e) { // the user's scheduler was shut down
          started = false;
          events.sweepFailed(e);
        }
      }
    }
  }

  /** Sweeps on the caller's thread, after any sweep that is running. */
  SweepResult sweepNow() {
    sweeping.lock();
    try {
      return sweep.get();
    } finally {
      sweeping.unlock();
    }
  }

  private boolean current(long taskGeneration) {
    synchronized (lock) {
      return started && generation == taskGeneration;
    }
  }

  void stop() {
    synchronized (lock) {
      started = false;
      if (next != null) {
        next.cancel(false);
        next = null;
      }
      if (own != null) {
        own.shutdown();
        own = null;
      }
    }
    if (!sweeping.isHeldByCurrentThread()) { // waits for a running sweep
      sweeping.lock();
      sweeping.unlock();
    }
  }
}
