package dev.sessionstore.mybatis;

import dev.sessionstore.SessionStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** MyBatis on an H2 file. */
class MyBatisOnH2FileTckTest extends PooledTck {

  @BeforeAll
  static void prepare(@TempDir Path folder) {
    openPool("jdbc:h2:file:" + folder.resolve("sessions").toAbsolutePath(), true);
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(pool).open();
  }
}
