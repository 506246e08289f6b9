package dev.sessionstore.ebean;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.tck.SessionStoreTck;
import dev.sessionstore.tck.probe.StatementProbe;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The kit on a pool of one test class; files, servers and pools without auto-commit are
 * integration-tests' matter.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EbeanTck extends SessionStoreTck {

  final HikariDataSource pool;
  /** One for all tests: the application's Database is built on it. */
  final StatementProbe probe;

  EbeanTck(HikariDataSource pool) {
    this.pool = pool;
    this.probe = new StatementProbe(pool);
  }

  @AfterAll
  void closePool() {
    pool.close();
  }

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(probe);
  }
}
