package dev.sessionstore.mybatis;

import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTableFactory;
import javax.sql.DataSource;

/** How the store finds MyBatis. */
public final class MyBatisBackend implements SessionBackend {

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
