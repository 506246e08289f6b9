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
    return run(operation, true, false, statement);
  }

  /** {@code repeatable}: done twice is as good as done once, so that a lost connection leaves nothing to doubt. */
  <T> T write(String operation, boolean repeatable, Supplier<T> statement) {
    return run(operation, repeatable, true, statement);
  }

  private <T> T run(String operation, boolean repeatable, boolean write, Supplier<T> statement) {
    long begin = monotonicNanos.getAsLong();
    for (int attempt = 1; ; attempt++) {
      try {
        return boundary.outside(statement);
      } catch (SessionStoreException e) {
        throw e;
      } catch (RuntimeException e) {
        SqlFailure failure = SqlFailure.of(e);
        boolean again = switch (failure) {
          case RETRYABLE -> attempt < ATTEMPTS && monotonicNanos.getAsLong() - begin < LONGEST_NANOS; // rolled back
          case CONNECTION_LOST -> repeatable && attempt < ATTEMPTS_WHEN_LOST;
          default -> false;
        };
        if (!again) {
          throw explained(operation, write, failure, e);
        }
        backOff.pause(attempt);
      }
    }
  }

  private SessionStoreException explained(String operation, boolean write, SqlFailure failure, RuntimeException cause) {
    return switch (failure) {
      case MISSING_TABLE -> new SessionStoreException("The table " + tableName // TABLE-4
          + " does not exist; call createTable, or run the DDL file shipped in store-api.", cause);
      case UNREACHABLE -> new SessionStoreException("No connection to the database was to be had for " + operation + "; nothing was changed.", cause);
      case CONNECTION_LOST -> write
          ? new SessionStoreException("The connection was lost during " + operation + "; whether it was done is unknown.", cause, true)
          : new SessionStoreException("The connection was lost during " + operation + ".", cause);
      case TIMED_OUT -> write
          ? new SessionStoreException("The driver stopped waiting for " + operation + "; whether it was done is unknown.", cause, true)
          : new SessionStoreException("The driver stopped waiting for " + operation + ".", cause);
      default -> new SessionStoreException("The database failed during " + operation + "; nothing was changed.", cause);
    };
  }
}
