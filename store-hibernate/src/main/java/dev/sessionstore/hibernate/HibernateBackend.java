package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.sql.SqlBackend;
import javax.sql.DataSource;

/** How the store finds Hibernate. */
public final class HibernateBackend extends SqlBackend {

  /** For the service loader. */
  public HibernateBackend() {}

  @Override
  public String name() {
    return "hibernate";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return HibernateSessionTable.on(dataSource);
  }
}
