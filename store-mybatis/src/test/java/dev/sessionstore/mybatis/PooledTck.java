package dev.sessionstore.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.tck.SessionStoreTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** The kit over a pool that must have every connection back after each test. */
abstract class PooledTck extends SessionStoreTck {

  static HikariDataSource pool;

  static void openPool(String url, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(8);
    pool = new HikariDataSource(config);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @AfterEach
  void noConnectionIsLeftOpen() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
  }
}
