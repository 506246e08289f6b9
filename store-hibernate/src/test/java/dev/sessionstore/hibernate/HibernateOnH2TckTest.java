package dev.sessionstore.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Hibernate on H2 in memory keeps the contract and leaves no connection behind. */
class HibernateOnH2TckTest extends SessionStoreTck {

  private static HikariDataSource pool;

  @BeforeAll
  static void openPool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:hibernate-tck;DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(8);
    pool = new HikariDataSource(config);
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
