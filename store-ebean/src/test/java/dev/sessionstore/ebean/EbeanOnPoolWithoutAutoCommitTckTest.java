package dev.sessionstore.ebean;

import dev.sessionstore.SessionStore;

/** The same on a pool that hands out connections with auto-commit off. */
class EbeanOnPoolWithoutAutoCommitTckTest extends EbeanTck {

  EbeanOnPoolWithoutAutoCommitTckTest() {
    super(TestDatabases.pool("jdbc:h2:mem:ebean-tck-off;DB_CLOSE_DELAY=-1", false));
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(pool).open();
  }
}
