package dev.sessionstore.internal;

import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTableFactory;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Found by the service loader in this module's tests. Takes one connection while it opens and keeps
 * rows in memory.
 */
public final class RowlessBackend implements SessionBackend {

  /** A table of this name refuses to open. */
  static final String REFUSED = "refused";

  /** For the service loader. */
  public RowlessBackend() {}

  @Override
  public String name() {
    return "rowless";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return definition -> {
      try (Connection connection = dataSource.getConnection()) {
        if (!connection.getAutoCommit() || definition.tableName().equals(REFUSED)) {
          throw new Refusal(dataSource);
        }
        return new InMemorySessionTable();
      } catch (SQLException e) {
        throw new IllegalStateException("No connection.", e);
      }
    };
  }

  /** Tells a test which pool the store had opened. */
  static final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient DataSource pool;

    Refusal(DataSource pool) {
      super("This table does not open.");
      this.pool = pool;
    }

    DataSource pool() {
      return pool;
    }
  }
}
