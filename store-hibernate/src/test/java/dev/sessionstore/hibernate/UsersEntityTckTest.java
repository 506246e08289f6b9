package dev.sessionstore.hibernate;

import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * With an application's own entity, on the table that its SessionFactory made and through
 * Hibernate's own little pool (auto-commit off), the contract holds as well.
 */
class UsersEntityTckTest extends SessionStoreTck {

  private static SessionFactory factory;

  @BeforeAll
  static void openFactory() {
    factory =
        Places.factory(Map.of(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:users-entity-tck;DB_CLOSE_DELAY=-1",
            AvailableSettings.POOL_SIZE, 40, AvailableSettings.HBM2DDL_AUTO, "update",
            AvailableSettings.LOG_JDBC_ERRORS, false), WebSession.class, Account.class);
  }

  @AfterAll
  static void closeFactory() {
    factory.close();
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(HibernateSessionTable.on(factory, WebSession.class, () -> new WebSession("acme"))).open();
  }
}
