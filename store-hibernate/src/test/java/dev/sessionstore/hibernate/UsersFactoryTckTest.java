package dev.sessionstore.hibernate;

import dev.sessionstore.SessionStore;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On an application's own SessionFactory, which maps the default entity, the contract holds as well. */
class UsersFactoryTckTest extends OnPoolTck {

  private static SessionFactory factory;

  @BeforeAll
  static void openFactory() {
    pool = Places.pool("jdbc:h2:mem:users-factory-tck;DB_CLOSE_DELAY=-1", true);
    factory = Places.factory(pool, Map.of(AvailableSettings.LOG_JDBC_ERRORS, false), SessionEntity.class, Account.class);
  }

  @AfterAll
  static void closeFactory() {
    factory.close();
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(HibernateSessionTable.on(factory)).open();
  }
}
