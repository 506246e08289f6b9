package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Hibernate on an H2 file keeps the contract and leaves no connection behind. */
class HibernateOnH2FileTckTest extends SessionStoreTck {

  private static HikariDataSource pool;

  @BeforeAll
  static void openPool() {
    pool = Places.pool("jdbc:h2:./target/hibernate-tck", true);
  }

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
