package dev.sessionstore.jdbc;

import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.SessionStoreTck;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** All it takes to prove a backend. */
class JdbcSessionTableTest extends SessionStoreTck {

  private static final DataSource POOL = JdbcConnectionPool.create("jdbc:h2:mem:reference;DB_CLOSE_DELAY=-1", "sa", "");

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(POOL);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(JdbcSessionTable.on(dataSource())).open();
  }
}
