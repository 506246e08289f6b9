package dev.sessionstore.it.swap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A pool that counts the connections taken from it, and lets something happen when one of them is.
 * One thread at a time.
 */
final class Taken extends HikariDataSource {

  /** What happens. */
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

  /** From now on; the n-th connection is handed out after it has happened. */
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
