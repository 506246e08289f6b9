package dev.sessionstore.ebean;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.sql.SqlBackend;
import javax.sql.DataSource;

/** How the store finds Ebean. */
public final class EbeanBackend extends SqlBackend {

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
