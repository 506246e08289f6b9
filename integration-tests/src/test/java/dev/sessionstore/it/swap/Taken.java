package dev.sessionstore.it.swap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A pool that counts the connections taken from it, and can run an action when one is taken. For
 * one thread at a time.
 */
final class Taken extends HikariDataSource {

  /** The action. */
  @FunctionalInterface
  interface Event {
    void happen() throws SQLException;
  }

  private int count;
  private int at;
  private Event event = () -> {};

  Taken(HikariConfig config) {
    super(config);
  }

  /** Runs the action before the n-th connection from now on is handed out. */
  void when(int n, Event happens) {
    count = 0;
    at = n;
    event = happens;
  }

  int count() {
    return count;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (++count == at) {
      event.happen();
    }
    return super.getConnection();
  }
}
