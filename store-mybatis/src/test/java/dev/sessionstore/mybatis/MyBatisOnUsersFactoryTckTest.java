package dev.sessionstore.mybatis;

import dev.sessionstore.SessionStore;
import org.junit.jupiter.api.BeforeAll;

/** On a user's own factory, whose settings would each break a rule if they had a part in it. */
class MyBatisOnUsersFactoryTckTest extends PooledTck {

  @BeforeAll
  static void prepare() {
    openPool("jdbc:h2:mem:mybatis-factory;DB_CLOSE_DELAY=-1");
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(MyBatisSessionTable.on(Databases.hostileFactory(probe))).open();
  }
}
