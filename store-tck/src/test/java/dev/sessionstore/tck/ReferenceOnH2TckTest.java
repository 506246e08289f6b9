package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.jdbc.JdbcSessionTable;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The reference for a backend of one's own keeps the contract. */
class ReferenceOnH2TckTest extends SessionStoreTck {

  private static final DataSource POOL = pool();

  private static DataSource pool() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:reference-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    pool.setMaxConnections(40);
    return pool;
  }

  @Override
  protected Optional<DataSource> database() {
    return Optional.of(POOL);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(JdbcSessionTable.on(dataSource())).open();
  }
}
