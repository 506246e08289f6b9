package dev.sessionstore.sql;

import dev.sessionstore.spi.DuplicateKeyException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database failure means to the engine, by SQLState and vendor code. */
public enum SqlFailure {
  /** The key is taken. */
  DUPLICATE_KEY,
  /** Deadlock, lock timeout or serialisation failure: rolled back, may be repeated. */
  RETRYABLE,
  /** The connection broke, or was ended by the server: a write's outcome is unknown. */
  CONNECTION_LOST,
  /** The driver stopped waiting and said no more: a write's outcome is unknown. */
  TIMED_OUT,
  /** No connection was to be had: nothing was sent. */
  UNREACHABLE,
  /** A table or index that another node has just made. */
  ALREADY_EXISTS,
  /** The table does not exist. */
  MISSING_TABLE,
  /** Anything else. */
  OTHER;

  /**
   * Classifies the first telling failure in the chain of causes.
   *
   * @param failure what a backend threw
   * @return what it means
   */
  public static SqlFailure of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof DuplicateKeyException) {
        return DUPLICATE_KEY;
      }
      SqlFailure known = cause instanceof SqlFailedException failed ? failed.meaning() : null;
      if (known != null) {
        return known;
      }
      if (cause instanceof SQLException sql) {
        SqlFailure kind = of(sql.getSQLState(), sql.getErrorCode());
        if (kind != OTHER) {
          return kind;
        }
        if (sql instanceof SQLTimeoutException && !brokenOff(sql.getSQLState())) {
          return TIMED_OUT;
        }
        if (sql instanceof SQLTransientConnectionException || sql instanceof SQLNonTransientConnectionException
            || sql instanceof SQLRecoverableException) { // the driver says it by the class, whatever the state
          return CONNECTION_LOST;
        }
      }
    }
    return OTHER;
  }

  /** By the database itself, at its own timeout or as it was asked to: rolled back (H2 and PostgreSQL, MariaDB). */
  private static boolean brokenOff(@Nullable String state) {
    return "57014".equals(state) || "70100".equals(state);
  }

  private static SqlFailure of(@Nullable String state, int code) {
    if (state == null) {
      return OTHER;
    }
    return switch (state) {
      case "23505" -> DUPLICATE_KEY; // H2, PostgreSQL
      case "23000" -> code == 1062 ? DUPLICATE_KEY : OTHER; // MariaDB, MySQL
      case "40001", "40P01", "55P03", "HYT00" -> RETRYABLE;
      case "HY000" -> code == 1205 || code == 1020 ? RETRYABLE // MariaDB: lock wait, record changed
          : code == 50000 ? ALREADY_EXISTS : OTHER; // H2: what it says of two making one index at once (measured)
      case "42P01", "42S02", "42S03", "42S04" -> MISSING_TABLE;
      case "42P07", "42710", "42S01", "42S11" -> ALREADY_EXISTS; // PostgreSQL, PostgreSQL, H2 and MariaDB, H2
      case "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04" -> CONNECTION_LOST; // PostgreSQL ended it, for whatever reason
      case "90067", "90098", "90121" -> CONNECTION_LOST; // H2
      case "25S03" -> CONNECTION_LOST; // MariaDB with several hosts: the driver has another one already, and the write may stand (measured)
      default -> state.startsWith("08") ? CONNECTION_LOST : OTHER;
    };
  }
}
