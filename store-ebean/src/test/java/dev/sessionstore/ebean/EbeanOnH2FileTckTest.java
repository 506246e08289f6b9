package dev.sessionstore.ebean;

import dev.sessionstore.SessionStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Ebean on an H2 file keeps the contract. */
class EbeanOnH2FileTckTest extends EbeanTck {

  EbeanOnH2FileTckTest(@TempDir Path folder) {
    super(TestDatabases.pool("jdbc:h2:" + folder.resolve("app").toAbsolutePath()));
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.dataSource(pool).open();
  }
}
