package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class OwnFactoryTest {

  @Test
  void a_database_that_fails_while_the_factory_is_built_is_a_store_exception() { // ERR-1
    JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:half", "sa", "");
    try (StatementProbe probe = new StatementProbe(pool)) {
      probe.failNext(StatementProbe.nth(2, StatementProbe.CONNECT::equals), () -> new SQLException("gone", "08001"),
          StatementProbe.When.BEFORE);
      assertThatThrownBy(() -> SessionStore.builder().dataSource(probe).open())
          .isInstanceOf(SessionStoreException.class).hasMessageContaining("while the store was opened");
    } finally {
      pool.dispose();
    }
  }
}
