package dev.sessionstore.ebean;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.rules.Capability;
import io.ebean.Database;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/**
 * On the application's Database with the default bean: its replica, another and empty database, is
 * never read (GET-7).
 */
class EbeanOnOwnDatabaseTckTest extends EbeanTck {

  private final HikariDataSource replica = TestDatabases.pool("jdbc:h2:mem:ebean-tck-db-replica;DB_CLOSE_DELAY=-1");
  private final Database database = TestDatabases.of(probe, replica, SessionBean.class);

  EbeanOnOwnDatabaseTckTest() {
    super(TestDatabases.pool("jdbc:h2:mem:ebean-tck-db;DB_CLOSE_DELAY=-1"));
  }

  /** The table is the bean's. */
  @Override
  protected Set<Capability> capabilities() {
    Set<Capability> all = super.capabilities();
    all.remove(Capability.COLUMNS);
    return all;
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(EbeanSessionTable.on(database)).open();
  }

  @AfterAll
  void closeDatabase() {
    database.shutdown(false, false);
    replica.close();
  }
}
