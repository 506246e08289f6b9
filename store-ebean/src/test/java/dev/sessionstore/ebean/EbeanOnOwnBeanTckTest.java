package dev.sessionstore.ebean;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import io.ebean.Database;
import org.junit.jupiter.api.AfterAll;

/** On the application's Database with its own bean, table and columns: its replica, another and empty database, is never read (GET-7). */
class EbeanOnOwnBeanTckTest extends EbeanTck {

  private final HikariDataSource replica = TestDatabases.pool("jdbc:h2:mem:ebean-tck-bean-replica;DB_CLOSE_DELAY=-1");
  private final Database database = TestDatabases.of(pool, replica, WebSession.class);

  EbeanOnOwnBeanTckTest() {
    super(TestDatabases.pool("jdbc:h2:mem:ebean-tck-bean;DB_CLOSE_DELAY=-1"));
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    SessionStore store = prepared.table(EbeanSessionTable.on(database, WebSession.class)).open();
    TestDatabases.addOwnColumns(pool);
    return store;
  }

  @AfterAll
  void closeDatabase() {
    database.shutdown(false, false);
    replica.close();
  }
}
