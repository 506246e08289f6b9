package dev.sessionstore.ebean;

import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTableFactory;
import javax.sql.DataSource;

/** How the store finds Ebean. */
public final class EbeanBackend implements SessionBackend {

  /** For the service loader. */
  public EbeanBackend() {}

  @Override
  public String name() {
    return "ebean";
  }

  @Override
  public SessionTableFactory on(DataSource dataSource) {
    return EbeanSessionTable.on(dataSource);
  }
}
