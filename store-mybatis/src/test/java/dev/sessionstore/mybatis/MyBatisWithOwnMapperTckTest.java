package dev.sessionstore.mybatis;

import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.rules.Capability;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

/** On a user's own mapper, with its own table and columns. */
class MyBatisWithOwnMapperTckTest extends PooledTck {

  @BeforeAll
  static void prepare() throws SQLException {
    openPool("jdbc:h2:mem:mybatis-mapper;DB_CLOSE_DELAY=-1");
    Databases.createWebSession(pool);
  }

  /** Table and columns are the mapper's, and the application made them. */
  @Override
  protected Set<Capability> capabilities() {
    Set<Capability> all = super.capabilities();
    all.remove(Capability.TABLE);
    all.remove(Capability.COLUMNS);
    return all;
  }

  @Override
  protected String tableName() {
    return "web_session";
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(MyBatisSessionTable.on(Databases.hostileFactory(probe), WebSessionMapper.class)).open();
  }
}
