package dev.sessionstore.hibernate;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Hibernate on H2 in memory keeps the contract; files, servers and pools without auto-commit are
 * integration-tests' matter.
 */
class HibernateOnH2TckTest extends SessionStoreTck {

  private static HikariDataSource pool;

  @BeforeAll
  static void openPool() {
    pool = Places.pool("jdbc:h2:mem:hibernate-tck;DB_CLOSE_DELAY=-1");
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(pool);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(dataSource()).open();
  }
}
