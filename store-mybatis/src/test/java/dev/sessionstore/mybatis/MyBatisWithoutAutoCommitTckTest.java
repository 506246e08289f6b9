package dev.sessionstore.mybatis;

import dev.sessionstore.SessionStore;
import org.junit.jupiter.api.BeforeAll;

/** A pool with auto-commit off: each operation ends its own transaction. */
class MyBatisWithoutAutoCommitTckTest extends PooledTck {

  @BeforeAll
  static void prepare() {
    openPool("jdbc:h2:mem:mybatis-no-auto-commit;DB_CLOSE_DELAY=-1", false);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(pool).open();
  }
}
