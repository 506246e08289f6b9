package dev.sessionstore.mybatis;

import dev.sessionstore.SessionStore;
import org.junit.jupiter.api.BeforeAll;

/** MyBatis on H2 in memory keeps the contract and leaves no connection behind. */
class MyBatisOnH2TckTest extends PooledTck {

  @BeforeAll
  static void prepare() {
    openPool("jdbc:h2:mem:mybatis-tck;DB_CLOSE_DELAY=-1");
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(dataSource()).open();
  }
}
