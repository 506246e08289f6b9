package dev.sessionstore.internal;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one row operation outside the caller's transaction, repeats it where a failure allows that,
 * and otherwise throws an exception that explains the failure (ERR-1, ERR-2). Thread-safe.
 */
final class Retries {

  private static final int MAX_ATTEMPTS = 20;
  private static final int MAX_ATTEMPTS_WHEN_LOST = 3;

  /** As many as the connections of a large pool, some of which it may hand out twice. */
  private static final int MAX_ATTEMPTS_PAST_THE_DEAD = 200;
  private static final long QUICK_NANOS = 2_000_000_000L;

  /** A database may wait for a lock for most of a minute before it fails. */
  private static final long MAX_NANOS = 10_000_000_000L;

  /** Whether an operation may be repeated when the connection was lost during it. */
  private enum Mode {
    READ, WRITE, REPEATABLE_WRITE;

    boolean isWrite() {
      return this != READ;
    }

    boolean isRepeatable() {
      return this != WRITE;
    }
  }

  private final TransactionBoundary boundary;
  private final String tableName;
  private final LongSupplier monotonicNanos;
  private final BackOff backOff;

  Retries(TransactionBoundary boundary, String tableName, LongSupplier monotonicNanos, BackOff backOff) {
    this.boundary = boundary;
    this.tableName = tableName;
    this.monotonicNanos = monotonicNanos;
    this.backOff = backOff;
  }

  <T> T read(String operation, Supplier<T> statement) {
    return run(operation, Mode.READ, () -> 0, statement);
  }

  /** Runs a write that must not be repeated: if the connection is lost, its outcome is unknown. */
  <T> T write(String operation, Supplier<T> statement) {
    return run(operation, Mode.WRITE, () -> 0, statement);
  }

  /** Runs an idempotent write, which may be repeated after a lost connection. */
  <T> T repeatable(String operation, Supplier<T> statement) {
    return run(operation, Mode.REPEATABLE_WRITE, () -> 0, statement);
  }

  /**
   * Runs an idempotent write that is one of several; {@code done} returns the number of rows
   * deleted so far, for the message.
   */
  <T> T batch(String operation, LongSupplier done, Supplier<T> statement) {
    return run(operation, Mode.REPEATABLE_WRITE, done, statement);
  }

  private <T> T run(String operation, Mode mode, LongSupplier done, Supplier<T> statement) {
    long begin = monotonicNanos.getAsLong();
    RuntimeException lost = null; // ERR-2: once lost, the outcome stays unknown, whatever a later attempt throws
    int losses = 0;
    int undone = 0;
    while (true) {
      try {
        return boundary.outside(statement);
      } catch (SessionStoreException e) {
        throw lost == null || !mode.isWrite() ? e : inDoubt(operation, lost, e);
      } catch (RuntimeException e) {
        SessionTableException failure = meaning(e);
        long nanos = monotonicNanos.getAsLong() - begin;
        if (isUndone(failure) && ++undone < MAX_ATTEMPTS && nanos < MAX_NANOS) {
          backOff.pause(undone);
        } else if (isLost(failure) && mode.isRepeatable() && again(++losses, nanos)) {
          lost = lost == null ? e : lost;
          backOff.pause(1);
        } else {
          throw lost == null || !mode.isWrite()
              ? explained(operation, mode, done.getAsLong(), failure, e)
              : inDoubt(operation, lost, e);
        }
      }
    }
  }

  /** {@return the failure's meaning; null: it has none} */
  private static @Nullable SessionTableException meaning(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SessionTableException table) {
        return table;
      }
    }
    return null;
  }

  private static boolean isUndone(@Nullable SessionTableException failure) {
    return failure != null && failure.kind() == Kind.REPEATABLE;
  }

  private static boolean isLost(@Nullable SessionTableException failure) {
    return failure != null && failure.kind() == Kind.UNAVAILABLE && failure.effect() != Effect.NOTHING_DONE;
  }

  /**
   * A pool may hold many connections that the server has ended, which fail at once. Where failing
   * takes longer, the caller must not wait for so many.
   */
  private static boolean again(int losses, long nanos) {
    return losses < MAX_ATTEMPTS_WHEN_LOST || losses < MAX_ATTEMPTS_PAST_THE_DEAD && nanos < QUICK_NANOS;
  }

  private static SessionStoreException inDoubt(String operation, RuntimeException lost, RuntimeException last) {
    if (last != lost) {
      last.addSuppressed(lost);
    }
    return new SessionStoreException("The connection was lost during " + operation
        + ", and repeating it failed as well; whether it was done is unknown.", last, true);
  }

  private SessionStoreException explained(String operation, Mode mode, long done,
      @Nullable SessionTableException failure, RuntimeException cause) {
    if (failure != null && failure.kind() == Kind.TABLE_MISSING) { // TABLE-4
      return new SessionStoreException("The table " + tableName
          + " does not exist; call createTable, or run the DDL file of your database, shipped in store-sql.", cause);
    }
    if (failure == null || failure.effect() != Effect.NOTHING_DONE) {
      String what = isLost(failure) ? "The connection was lost during " : "No answer came during ";
      return mode.isWrite()
          ? new SessionStoreException(what + operation + "; whether it was done is unknown.", cause, true)
          : new SessionStoreException(what + operation + ".", cause);
    }
    String left = done == 0 ? "; nothing was changed." : "; the " + done + " rows deleted before stay deleted.";
    return new SessionStoreException(failure.kind() == Kind.UNAVAILABLE
        ? "There was no connection to the database for " + operation + left
        : "The database failed during " + operation + left, cause);
  }
}
