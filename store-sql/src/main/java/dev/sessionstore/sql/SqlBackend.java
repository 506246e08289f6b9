package dev.sessionstore.sql;

import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import org.jspecify.annotations.Nullable;

/**
 * What all SQL backends have in common where the service loader finds them: the pool behind a URL.
 */
public abstract class SqlBackend implements SessionBackend {

  /** For a backend's class. */
  protected SqlBackend() {}

  @Override
  public final SessionTableFactory at(String url, @Nullable String user, @Nullable String password) {
    return definition -> {
      StorePool pool = StorePool.open(url, user, password);
      try {
        return new PooledTable(on(pool.dataSource()).open(definition), pool);
      } catch (RuntimeException | Error e) {
        pool.close();
        throw e;
      }
    };
  }

  /** Closes its pool as well (LIFE-1). */
  private static final class PooledTable extends ForwardingSessionTable {

    private final StorePool pool;

    PooledTable(SessionTable table, StorePool pool) {
      super(table);
      this.pool = pool;
    }

    @Override
    public void close() {
      try {
        super.close();
      } finally {
        pool.close();
      }
    }
  }
}
