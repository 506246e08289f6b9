package dev.sessionstore.mybatis;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.sql.SqlBackend;
import javax.sql.DataSource;

/** How the store finds MyBatis. */
public final class MyBatisBackend extends SqlBackend {

  /** For the service loader. */
  public MyBatisBackend() {}

  @Override
  public String name() {
    return "mybatis";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return MyBatisSessionTable.on(dataSource);
  }
}
