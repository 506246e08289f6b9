package dev.sessionstore.internal;

import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import dev.sessionstore.spi.SessionTableFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The backend that the service loader finds in this module's tests. Keeps rows in memory; by URL it
 * accepts only the user sa.
 */
public final class RowlessBackend implements SessionBackend {

  /** For the service loader. */
  public RowlessBackend() {}

  @Override
  public String name() {
    return "rowless";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return new InMemorySessionTable().factory();
  }

  @Override
  public SessionTableFactory at(String url, @Nullable String user, @Nullable String password) {
    return definition -> {
      if (!"sa".equals(user) || !"".equals(password)) {
        throw new SessionTableException(Kind.UNAVAILABLE, Effect.NOTHING_DONE, user + " is not let in.", null);
      }
      return new InMemorySessionTable();
    };
  }
}
