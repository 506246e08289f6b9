package dev.sessionstore.ebean;

import dev.sessionstore.SessionStore;

/** Ebean on H2 in memory keeps the contract: found by the service loader, on a plain DataSource. */
class EbeanOnH2TckTest extends EbeanTck {

  EbeanOnH2TckTest() {
    super(TestDatabases.pool("jdbc:h2:mem:ebean-tck;DB_CLOSE_DELAY=-1"));
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(dataSource()).open();
  }
}
