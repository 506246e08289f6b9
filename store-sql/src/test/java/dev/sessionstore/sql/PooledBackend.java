package dev.sessionstore.sql;

import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import javax.sql.DataSource;

/**
 * The backend that the service loader finds in this module's tests. Detects the database, and keeps
 * rows in memory.
 */
public final class PooledBackend extends SqlBackend {

  /** Opening a table of this name fails. */
  static final String REFUSED = "refused";

  /** For the service loader. */
  public PooledBackend() {}

  @Override
  public String name() {
    return "pooled";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return definition -> {
      if (!Connections.of(ConnectionSource.of(dataSource)).<Boolean>read(c -> c.getAutoCommit())
          || definition.tableName().equals(REFUSED)) {
        throw new Refusal(dataSource);
      }
      return new InMemorySessionTable();
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
