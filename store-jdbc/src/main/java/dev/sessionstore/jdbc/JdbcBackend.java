package dev.sessionstore.jdbc;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.sql.SqlBackend;
import javax.sql.DataSource;

/** How the store finds plain JDBC. */
public final class JdbcBackend extends SqlBackend {

  /** For the service loader. */
  public JdbcBackend() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return JdbcSessionTable.on(dataSource);
  }
}
