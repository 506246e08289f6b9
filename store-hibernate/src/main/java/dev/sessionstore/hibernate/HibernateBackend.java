package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTableFactory;
import javax.sql.DataSource;

/** How the store finds Hibernate. */
public final class HibernateBackend implements SessionBackend {

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
