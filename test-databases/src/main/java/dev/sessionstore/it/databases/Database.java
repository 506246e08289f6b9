package dev.sessionstore.it.databases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A database for tests. A server is started on first use, shared by the whole JVM, and stopped with
 * it.
 */
public enum Database {
  H2_MEMORY {
    @Override
    public TestDatabase fresh() {
      return new TestDatabase("H2 in memory", "jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1", "sa", "",
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.execute("shutdown immediately");
            }
          });
    }
  },
  H2_FILE {
    @Override
    public TestDatabase fresh() {
      Path folder = Folders.fresh("h2");
      return new TestDatabase("H2 on disk", "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=0",
          "sa", "", connection -> {
            try (var statement = connection.createStatement()) {
              statement.execute("shutdown");
            }
            Folders.delete(folder);
          });
    }
  },
  SQLITE {
    @Override
    public TestDatabase fresh() {
      Path folder = Folders.fresh("sqlite");
      return new TestDatabase("SQLite", "jdbc:sqlite:" + folder.resolve("app.sqlite")
          + "?journal_mode=WAL&busy_timeout=30000&synchronous=NORMAL", "", "", connection -> Folders.delete(folder));
    }
  },
  POSTGRESQL {
    @Override
    public TestDatabase fresh() {
      return SharedServers.get(ServerProduct.POSTGRESQL).freshSchema();
    }
  },
  MARIADB {
    @Override
    public TestDatabase fresh() {
      return SharedServers.get(ServerProduct.MARIADB).freshSchema();
    }
  };

  /**
   * Returns an empty schema for the caller; closing it drops the schema with everything in it.
   *
   * @return the open schema; the caller closes it
   * @throws AssertionError if a server cannot be started or reached; its message says which, and
   *   what to do
   */
  public abstract TestDatabase fresh();

  /** Lower case, as no database folds that; random, so that no two runs on one server collide. */
  static String newName() {
    return "it_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /** Run last by {@link TestDatabase#close()}, on its own connection. */
  @FunctionalInterface
  interface Cleanup {
    void run(Connection connection) throws SQLException;
  }
}
