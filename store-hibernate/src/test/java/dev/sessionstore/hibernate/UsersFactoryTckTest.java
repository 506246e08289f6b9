package dev.sessionstore.hibernate;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.rules.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * On an application's own SessionFactory, which maps the default entity, the contract holds as
 * well, budgets of statements included.
 */
class UsersFactoryTckTest extends SessionStoreTck {

  private static HikariDataSource pool;
  private static StatementProbe probe;
  private static SessionFactory factory;

  @BeforeAll
  static void openFactory() {
    pool = Places.pool("jdbc:h2:mem:users-factory-tck;DB_CLOSE_DELAY=-1");
    probe = new StatementProbe(pool);
    factory =
        Places.factory(probe, Map.of(AvailableSettings.LOG_JDBC_ERRORS, false), SessionEntity.class, Account.class);
  }

  @AfterAll
  static void closeFactory() {
    factory.close();
    pool.close();
  }

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(probe);
  }

  /** Table and declared columns are the mapping's. */
  @Override
  protected Set<Capability> capabilities() {
    Set<Capability> all = super.capabilities();
    all.remove(Capability.COLUMNS);
    return all;
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(HibernateSessionTable.on(factory)).open();
  }
}
