package dev.sessionstore.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The source of a table's connections, one per statement. Implementations must be thread-safe. */
public interface ConnectionSource {

  /**
   * Takes a connection that is in no transaction of the caller.
   *
   * @return a connection, in the pool's auto-commit mode
   * @throws SQLException when none is available
   */
  Connection take() throws SQLException;

  /**
   * Gives a connection back.
   *
   * @param connection a connection from {@link #take}, with no transaction open
   * @throws SQLException when closing fails
   */
  void giveBack(Connection connection) throws SQLException;

  /**
   * Returns the source of a DataSource's connections. For Spring's
   * {@code TransactionAwareDataSourceProxy} these are its target's connections (TX-3).
   *
   * @param given the DataSource, which is never closed
   * @return the source
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
