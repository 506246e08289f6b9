package dev.sessionstore.ebean;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.rules.Capability;
import io.ebean.Database;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/**
 * On the application's Database with its own bean, table and columns: its replica, another and
 * empty database, is never read (GET-7).
 */
class EbeanOnOwnBeanTckTest extends EbeanTck {

  private final HikariDataSource replica = TestDatabases.pool("jdbc:h2:mem:ebean-tck-bean-replica;DB_CLOSE_DELAY=-1");
  private final Database database = TestDatabases.of(probe, replica, WebSession.class);

  EbeanOnOwnBeanTckTest() {
    super(TestDatabases.pool("jdbc:h2:mem:ebean-tck-bean;DB_CLOSE_DELAY=-1"));
  }

  /** Table and columns are the bean's, and the application adds its own. */
  @Override
  protected Set<Capability> capabilities() {
    Set<Capability> all = super.capabilities();
    all.remove(Capability.TABLE);
    all.remove(Capability.COLUMNS);
    return all;
  }

  @Override
  protected String tableName() {
    return "web_session";
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
