package dev.sessionstore.mybatis;

import dev.sessionstore.SessionStore;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;

/** On a user's own mapper, with its own table and columns. */
class MyBatisWithOwnMapperTckTest extends PooledTck {

  @BeforeAll
  static void prepare() throws SQLException {
    openPool("jdbc:h2:mem:mybatis-mapper;DB_CLOSE_DELAY=-1", true);
    Databases.createWebSession(pool);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(MyBatisSessionTable.on(Databases.hostileFactory(pool), WebSessionMapper.class)).open();
  }
}
