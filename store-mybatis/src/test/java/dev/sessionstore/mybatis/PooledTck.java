package dev.sessionstore.mybatis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.tck.SessionStoreTck;
import dev.sessionstore.tck.probe.StatementProbe;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

/** The kit over a pool that a subclass opens before all its tests. */
abstract class PooledTck extends SessionStoreTck {

  static HikariDataSource pool;
  /** One for all tests: the application's factory is built on it. */
  static StatementProbe probe;

  static void openPool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    pool = new HikariDataSource(config);
    probe = new StatementProbe(pool);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(probe);
  }
}
