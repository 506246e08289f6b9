package dev.sessionstore.sql;

import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import org.jspecify.annotations.Nullable;

/**
 * The common part of SQL backends that the service loader finds: the pool behind a URL.
 */
public abstract class SqlBackend implements SessionBackend {

  /** For subclasses. */
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

  /** A table that also closes its pool (LIFE-1). */
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
