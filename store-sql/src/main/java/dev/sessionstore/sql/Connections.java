package dev.sessionstore.sql;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import dev.sessionstore.sql.dialect.SqlDialect;
import dev.sessionstore.sql.dialect.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Runs each statement on a connection of its own: takes it, ends the transaction if there is one,
 * gives it back, and translates failures. With auto-commit on, a statement commits by itself. With
 * auto-commit off a write ends with COMMIT, a read and a failure with ROLLBACK (SQL-2).
 * Thread-safe.
 */
final class Connections {

  /** Work on one connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  private final ConnectionSource source;
  private final SqlDialect dialect;

  /** The pool's mode: a connection with auto-commit off would be in the caller's transaction. */
  private final boolean autoCommits;

  private Connections(ConnectionSource source, SqlDialect dialect, boolean autoCommits) {
    this.source = source;
    this.dialect = dialect;
    this.autoCommits = autoCommits;
  }

  /** Detects the database, on a connection of the source. */
  static Connections of(ConnectionSource source) {
    return new Connections(source, SqlDialect.standard(), false).in(false, connection -> {
      SqlDialect dialect = SqlDialect.of(connection.getMetaData());
      String objection = dialect.objection(connection.getMetaData());
      if (objection != null) {
        throw new IllegalArgumentException(objection);
      }
      return new Connections(source, dialect, connection.getAutoCommit());
    });
  }

  SqlDialect dialect() {
    return dialect;
  }

  <T extends @Nullable Object> T read(Work<T> work) {
    return in(false, work);
  }

  <T extends @Nullable Object> T write(Work<T> work) {
    return in(true, work);
  }

  private <T extends @Nullable Object> T in(boolean write, Work<T> work) {
    Connection connection;
    try {
      connection = source.take();
    } catch (SQLException | RuntimeException e) { // nothing was sent
      throw new SessionTableException(Kind.UNAVAILABLE, Effect.NOTHING_DONE,
          "No connection to the database could be taken.", e);
    }
    T result;
    try {
      result = attempt(connection, write, work);
    } catch (SQLException | RuntimeException e) {
      giveBackAfter(e, connection);
      throw translated(e);
    } catch (Error e) {
      giveBackAfter(e, connection);
      throw e;
    }
    try {
      source.giveBack(connection);
    } catch (SQLException e) { // ERR-2: the caller must not be told that nothing was changed
      throw new SessionTableException(Kind.UNAVAILABLE, Effect.DONE,
          "The statement was done, but its connection could not be given back.", e);
    }
    return result;
  }

  /**
   * Runs the work and ends its transaction. A failed COMMIT is rolled back too: the connection's
   * next user would commit what it may have left (LIFE-2).
   */
  private <T extends @Nullable Object> T attempt(Connection connection, boolean write, Work<T> work)
      throws SQLException {
    boolean open = !connection.getAutoCommit();
    if (open && autoCommits) { // TX-3: a commit here would end the caller's transaction
      throw new SessionStoreException(
          "The DataSource handed out a connection with auto-commit off, as if in the caller's transaction, although"
              + " it had auto-commit on when the store opened; pass the DataSource that does not enlist, or set the"
              + " option transactionBoundary.",
          null);
    }
    try {
      T result = work.on(connection);
      if (open && write) {
        connection.commit();
      } else if (open) {
        connection.rollback();
      }
      return result;
    } catch (Throwable failure) {
      if (open) {
        try {
          connection.rollback();
        } catch (SQLException e) {
          failure.addSuppressed(e);
        }
      }
      throw failure;
    }
  }

  /**
   * ERR-2: a pool may not notice that a connection was lost and reuse it; it discards one that is
   * closed.
   */
  private void giveBackAfter(Throwable failure, Connection connection) {
    if (dialect.error(failure) == SqlError.CONNECTION_LOST) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    try {
      source.giveBack(connection);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Translates a failure of the database to one of the port. */
  private RuntimeException translated(Exception failure) {
    if (failure instanceof SessionTableException || failure instanceof SessionStoreException) {
      return (RuntimeException) failure;
    }
    return switch (dialect.error(failure)) {
      case DUPLICATE_KEY -> failed(Kind.KEY_TAKEN, Effect.NOTHING_DONE, failure);
      case RETRYABLE -> failed(Kind.REPEATABLE, Effect.NOTHING_DONE, failure);
      case CONNECTION_LOST -> failed(Kind.UNAVAILABLE, Effect.UNKNOWN, failure);
      case TIMED_OUT -> failed(Kind.OTHER, Effect.UNKNOWN, failure);
      case MISSING_TABLE -> failed(Kind.TABLE_MISSING, Effect.NOTHING_DONE, failure);
      case ALREADY_EXISTS, OTHER -> failed(Kind.OTHER, Effect.NOTHING_DONE, failure);
      case FOREIGN -> failure instanceof RuntimeException e ? e : failed(Kind.OTHER, Effect.UNKNOWN, failure);
    };
  }

  private static SessionTableException failed(Kind kind, Effect effect, Exception cause) {
    return new SessionTableException(kind, effect, "The statement failed.", cause);
  }
}
