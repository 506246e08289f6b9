package dev.sessionstore.it.swap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * A database with a pool as an application may have configured it: isolation and auto-commit
 * determine which failures a race can cause.
 */
enum Arena {
  H2("H2", Database.H2_MEMORY, pool -> {}),
  H2_SERIALIZABLE("H2, serializable", Database.H2_MEMORY,
      pool -> pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE")),
  SQLITE("SQLite", Database.SQLITE, pool -> {}),
  POSTGRESQL("PostgreSQL", Database.POSTGRESQL, pool -> {}),
  POSTGRESQL_SERIALIZABLE("PostgreSQL, serializable", Database.POSTGRESQL,
      pool -> pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE")),
  POSTGRESQL_WITHOUT_AUTO_COMMIT("PostgreSQL, auto-commit off", Database.POSTGRESQL, pool -> pool.setAutoCommit(false)),
  MARIADB("MariaDB", Database.MARIADB, pool -> {}),
  MARIADB_READ_COMMITTED("MariaDB, read committed", Database.MARIADB,
      pool -> pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED")),
  MARIADB_READ_COMMITTED_WITHOUT_AUTO_COMMIT("MariaDB, read committed, auto-commit off", Database.MARIADB, pool -> {
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setAutoCommit(false);
  }),
  MARIADB_SNAPSHOT("MariaDB, snapshot isolation", Database.MARIADB,
      pool -> pool.setConnectionInitSql("set session innodb_snapshot_isolation = on")),
  MARIADB_WITHOUT_AUTO_COMMIT("MariaDB, auto-commit off", Database.MARIADB, pool -> pool.setAutoCommit(false));

  private static final int THREADS = 8;

  private final String label;
  private final Database database;
  private final Consumer<HikariConfig> settings;

  Arena(String label, Database database, Consumer<HikariConfig> settings) {
    this.label = label;
    this.database = database;
    this.settings = settings;
  }

  /** The usual configuration. */
  boolean isUsual() {
    return this == H2 || this == SQLITE || this == POSTGRESQL || this == MARIADB;
  }

  /** An empty schema. */
  TestDatabase fresh() {
    return database.fresh();
  }

  /** Returns how many calls wait for a lock, by a connection outside the pool. */
  int waiting(Connection connection) throws SQLException {
    String query = switch (database) {
      case H2_MEMORY, H2_FILE -> "select count(*) from information_schema.sessions where blocker_id is not null";
      case POSTGRESQL ->
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      // innodb_trx is a copy that is renewed only when it was not queried for a while
      case MARIADB ->
        "select variable_value from information_schema.global_status where variable_name ="
            + " 'INNODB_ROW_LOCK_CURRENT_WAITS'";
      case SQLITE -> throw new AssertionError("SQLite does not tell who waits.");
    };
    try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getInt(1);
    }
  }

  /** A connection for each thread. */
  HikariDataSource pool(TestDatabase in) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(in.url());
    config.setUsername(in.user());
    config.setPassword(in.password());
    config.setMaximumPoolSize(THREADS);
    settings.accept(config);
    return new HikariDataSource(config);
  }

  @Override
  public String toString() {
    return label;
  }
}
