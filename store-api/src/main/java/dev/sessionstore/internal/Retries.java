package dev.sessionstore.internal;

import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.sql.SqlFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Repeats what may be repeated: transient failures by count (ERR-2), conflicts by time (UPDATE-4). Thread-safe. */
final class Retries {

  private static final int ATTEMPTS = 20;
  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 20_000_000;
  /** How long a thread queues for its key before it goes on regardless: the queue spares conflicts, it guards nothing. */
  private static final long QUEUE_NANOS = 100_000_000;

  private final LongSupplier monotonicNanos;
  private final LongConsumer pauseNanos;
  private final ReentrantLock[] queues = new ReentrantLock[64];

  Retries(LongSupplier monotonicNanos, LongConsumer pauseNanos) {
    this.monotonicNanos = monotonicNanos;
    this.pauseNanos = pauseNanos;
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new ReentrantLock();
    }
  }

  /** One statement; a rolled-back one is repeated, one whose connection was lost only where {@code repeatable}. */
  <T> T run(String operation, boolean repeatable, boolean write, Supplier<T> statement, String table) {
    for (int attempt = 1; ; attempt++) {
      try {
        return statement.get();
      } catch (SessionStoreException e) {
        throw e;
      } catch (RuntimeException e) {
        SqlFailure failure = SqlFailure.of(e);
        boolean again = failure == SqlFailure.RETRYABLE || failure == SqlFailure.CONNECTION_LOST && repeatable && attempt < 3;
        if (again && attempt < ATTEMPTS) {
          pause(attempt);
          continue;
        }
        if (failure == SqlFailure.MISSING_TABLE) { // TABLE-4
          throw new SessionStoreException("The table " + table + " does not exist; call createTable, or run the DDL file shipped in store-api.", e);
        }
        if (failure == SqlFailure.UNREACHABLE) {
          throw new SessionStoreException("No connection to the database was to be had for " + operation + "; nothing was changed.", e);
        }
        boolean unknown = write && failure == SqlFailure.CONNECTION_LOST;
        throw new SessionStoreException("The database failed during " + operation + (unknown ? "; whether it was done is unknown." : "; nothing was changed."), e, unknown);
      }
    }
  }

  /** Repeats until an attempt answers something or the time is over; threads of one store queue per id. */
  <T> Optional<T> queued(SessionId id, Duration timeout, Supplier<Optional<T>> attempt) {
    long begin = monotonicNanos.getAsLong();
    long limit = timeout.compareTo(Duration.ofDays(365)) > 0 ? TimeUnit.DAYS.toNanos(365) : timeout.toNanos();
    ReentrantLock queue = queues[Math.floorMod(id.hashCode(), queues.length)];
    boolean queued = false;
    try {
      for (int n = 1; ; n++) {
        Optional<T> answer = attempt.get();
        if (answer.isPresent() || monotonicNanos.getAsLong() - begin >= limit) {
          return answer;
        }
        if (!queued) {
          queued = enter(queue, Math.min(limit, QUEUE_NANOS));
        }
        pause(n);
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

  private void pause(int attempt) {
    long most = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(attempt, 20));
    pauseNanos.accept(ThreadLocalRandom.current().nextLong(most) + 1);
  }
}
