package dev.sessionstore.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where a table takes its connections, one per statement. Thread-safe. */
public interface ConnectionSource {

  /**
   * Takes a connection that takes part in no transaction of the caller.
   *
   * @return a connection, in whatever auto-commit mode the pool hands out
   * @throws SQLException when none is to be had
   */
  Connection take() throws SQLException;

  /**
   * Gives it back.
   *
   * @param connection what {@link #take} answered, with no transaction open
   * @throws SQLException when closing fails
   */
  void giveBack(Connection connection) throws SQLException;

  /**
   * The usual one. Spring's {@code TransactionAwareDataSourceProxy} is passed by: its target's
   * connections are taken (TX-3).
   *
   * @param given stays the caller's
   * @return its connections
   */
  static ConnectionSource of(DataSource given) {
    DataSource dataSource = PlainDataSource.behind(given);
    return new ConnectionSource() {
      @Override
      public Connection take() throws SQLException {
        return dataSource.getConnection();
      }

      @Override
      public void giveBack(Connection connection) throws SQLException {
        connection.close();
      }
    };
  }
}
