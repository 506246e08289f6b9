package dev.sessionstore.ebean;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.tck.SessionStoreTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The kit on a pool of one test class, which must be full again after each test. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EbeanTck extends SessionStoreTck {

  final HikariDataSource pool;

  EbeanTck(HikariDataSource pool) {
    this.pool = pool;
  }

  @AfterEach
  void noConnectionIsLeftOpen() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
  }

  @AfterAll
  void closePool() {
    pool.close();
  }
}
