package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** On an application's own SessionFactory, which maps the default entity, the contract holds as well. */
class UsersFactoryTckTest extends SessionStoreTck {

  private static HikariDataSource pool;
  private static SessionFactory factory;

  @BeforeAll
  static void openFactory() {
    pool = Places.pool("jdbc:h2:mem:users-factory-tck;DB_CLOSE_DELAY=-1", true);
    factory = Places.factory(pool, Map.of(AvailableSettings.LOG_JDBC_ERRORS, false), SessionEntity.class, Account.class);
  }

  @AfterAll
  static void closeFactory() {
    factory.close();
    pool.close();
  }

  @AfterEach
  void noConnectionIsLeftOpen() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(HibernateSessionTable.on(factory)).open();
  }
}
