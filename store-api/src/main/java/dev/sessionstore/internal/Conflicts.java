package dev.sessionstore.internal;

import dev.sessionstore.SessionId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Retries an update that lost to another, bounded by time and not by count (UPDATE-4). Thread-safe.
 */
final class Conflicts {

  /**
   * How long a thread queues for its key before it goes on anyway: the queue only avoids conflicts,
   * correctness does not depend on it.
   */
  private static final long QUEUE_NANOS = 100_000_000;

  private final LongSupplier monotonicNanos;
  private final BackOff backOff;
  private final ReentrantLock[] queues = new ReentrantLock[64];

  Conflicts(LongSupplier monotonicNanos, BackOff backOff) {
    this.monotonicNanos = monotonicNanos;
    this.backOff = backOff;
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new ReentrantLock();
    }
  }

  /**
   * Retries until an attempt succeeds or the time is over. Threads of one store queue per id.
   *
   * @param attempt returns null when it lost to another
   * @return the result of the attempt that succeeded; null: the time is over and all attempts lost
   */
  <T> @Nullable T retried(SessionId id, Duration timeout, Supplier<@Nullable T> attempt) {
    long begin = monotonicNanos.getAsLong();
    long limit = timeout.compareTo(Duration.ofDays(365)) > 0 ? TimeUnit.DAYS.toNanos(365) : timeout.toNanos();
    ReentrantLock queue = queues[Math.floorMod(id.hashCode(), queues.length)];
    boolean queued = false;
    try {
      for (int n = 1;; n++) {
        T result = attempt.get();
        if (result != null || monotonicNanos.getAsLong() - begin >= limit) {
          return result;
        }
        if (!queued) {
          queued = enter(queue, Math.min(limit, QUEUE_NANOS));
        }
        backOff.pause(n);
      }
    } finally {
      if (queued) {
        queue.unlock();
      }
    }
  }

  private static boolean enter(ReentrantLock queue, long nanos) {
    try {
      return queue.tryLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
