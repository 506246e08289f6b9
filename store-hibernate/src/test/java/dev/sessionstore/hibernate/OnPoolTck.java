package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** The kit on a pool that a subclass opens before all its tests; no test leaves a connection behind. */
abstract class OnPoolTck extends SessionStoreTck {

  static HikariDataSource pool;

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @AfterEach
  void noConnectionIsLeftOpen() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(pool).open();
  }
}
