package dev.sessionstore.internal;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.sql.SqlFailure;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs one row operation: outside the caller's transaction, repeated where a failure allows it, and with a sentence where it does not
 * (ERR-1, ERR-2). Thread-safe.
 */
final class Statements {

  private static final int ATTEMPTS = 20;
  private static final int ATTEMPTS_WHEN_LOST = 3;
  /** As many connections as a large pool holds, some of them handed out twice before it notices. */
  private static final int ATTEMPTS_PAST_THE_DEAD = 200;
  private static final long QUICK_NANOS = 2_000_000_000L;
  /** A database may wait for a lock for most of a minute before it says so. */
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private final TransactionBoundary boundary;
  private final String tableName;
  private final LongSupplier monotonicNanos;
  private final BackOff backOff;

  Statements(TransactionBoundary boundary, String tableName, LongSupplier monotonicNanos, BackOff backOff) {
    this.boundary = boundary;
    this.tableName = tableName;
    this.monotonicNanos = monotonicNanos;
    this.backOff = backOff;
  }

  <T> T read(String operation, Supplier<T> statement) {
    return run(operation, true, false, () -> 0, statement);
  }

  /** {@code repeatable}: done twice is as good as done once, so that a lost connection leaves nothing to doubt. */
  <T> T write(String operation, boolean repeatable, Supplier<T> statement) {
    return run(operation, repeatable, true, () -> 0, statement);
  }

  /** A repeatable write that is one of several; {@code done}: how many rows have gone by now, for the sentence that says what stands. */
  <T> T batch(String operation, LongSupplier done, Supplier<T> statement) {
    return run(operation, true, true, done, statement);
  }

  private <T> T run(String operation, boolean repeatable, boolean write, LongSupplier done, Supplier<T> statement) {
    long begin = monotonicNanos.getAsLong();
    RuntimeException lost = null; // ERR-2: once lost, always in doubt, however a later attempt fails
    int losses = 0;
    int rolledBack = 0;
    while (true) {
      try {
        return boundary.outside(statement);
      } catch (SessionStoreException e) {
        throw lost == null || !write ? e : inDoubt(operation, lost, e);
      } catch (RuntimeException e) {
        SqlFailure failure = SqlFailure.of(e);
        long nanos = monotonicNanos.getAsLong() - begin;
        if (failure == SqlFailure.RETRYABLE && ++rolledBack < ATTEMPTS && nanos < LONGEST_NANOS) {
          backOff.pause(rolledBack);
        } else if (failure == SqlFailure.CONNECTION_LOST && repeatable && again(++losses, nanos)) {
          lost = lost == null ? e : lost;
          backOff.pause(1);
        } else {
          throw lost == null || !write ? explained(operation, write, done.getAsLong(), failure, e) : inDoubt(operation, lost, e);
        }
      }
    }
  }

  /** A pool may hold many connections that the server has ended: past those it is quick. Where it is not, somebody is waiting. */
  private static boolean again(int losses, long nanos) {
    return losses < ATTEMPTS_WHEN_LOST || losses < ATTEMPTS_PAST_THE_DEAD && nanos < QUICK_NANOS;
  }

  private static SessionStoreException inDoubt(String operation, RuntimeException lost, RuntimeException last) {
    if (last != lost) {
      last.addSuppressed(lost);
    }
    return new SessionStoreException("The connection was lost during " + operation
        + ", and repeating it failed as well; whether it was done is unknown.", last, true);
  }

  private SessionStoreException explained(String operation, boolean write, long done, SqlFailure failure, RuntimeException cause) {
    String stands = done == 0 ? "; nothing was changed." : "; the " + done + " rows deleted before stay deleted.";
    return switch (failure) {
      case MISSING_TABLE -> new SessionStoreException("The table " + tableName // TABLE-4
          + " does not exist; call createTable, or run the DDL file shipped in store-api.", cause);
      case UNREACHABLE -> new SessionStoreException("No connection to the database was to be had for " + operation + stands, cause);
      case CONNECTION_LOST -> write
          ? new SessionStoreException("The connection was lost during " + operation + "; whether it was done is unknown.", cause, true)
          : new SessionStoreException("The connection was lost during " + operation + ".", cause);
      case TIMED_OUT -> write
          ? new SessionStoreException("The driver stopped waiting for " + operation + "; whether it was done is unknown.", cause, true)
          : new SessionStoreException("The driver stopped waiting for " + operation + ".", cause);
      default -> new SessionStoreException("The database failed during " + operation + stands, cause);
    };
  }
}
