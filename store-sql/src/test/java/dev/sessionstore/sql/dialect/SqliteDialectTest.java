package dev.sessionstore.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDialectTest {

  private final SqliteDialect dialect = new SqliteDialect();

  @TempDir
  private Path folder;
  private String url = "";

  @BeforeEach
  void makeTable() throws SQLException {
    url = "jdbc:sqlite:" + folder.resolve("app.sqlite");
    run("create table item (id varchar(10) not null primary key, name text unique, size bigint not null)");
    run("insert into item values ('a', 'one', 1)");
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private SqlError meaning(String sql) {
    return dialect.error(catchThrowableOfType(SQLException.class, () -> run(sql)));
  }

  @Test
  void a_key_is_taken_only_where_the_extended_code_says_so() {
    assertThat(meaning("insert into item values ('a', 'two', 1)")).isEqualTo(SqlError.DUPLICATE_KEY);
    assertThat(meaning("insert into item values ('b', 'one', 1)")).isEqualTo(SqlError.DUPLICATE_KEY);
    assertThat(meaning("insert into item values ('b', 'two', null)")).as("not null").isEqualTo(SqlError.OTHER);
  }

  @Test
  void a_missing_table_and_one_that_is_there_are_told() {
    assertThat(meaning("select * from nowhere")).isEqualTo(SqlError.MISSING_TABLE);
    assertThat(meaning("create table item (id int)")).isEqualTo(SqlError.ALREADY_EXISTS);
    assertThat(meaning("selct")).isEqualTo(SqlError.OTHER);
  }

  @Test
  void a_locked_database_may_be_asked_again() throws SQLException {
    try (Connection other = DriverManager.getConnection(url); Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      url += "?busy_timeout=0";
      assertThat(meaning("delete from item")).isEqualTo(SqlError.RETRYABLE);
      statement.execute("rollback");
    }
  }

  @Test
  void a_connection_without_wal_or_patience_is_named_with_what_to_set() throws SQLException {
    try (Connection bare = DriverManager.getConnection(url + "?busy_timeout=0")) {
      assertThat(dialect.differences(bare)).satisfiesExactly(
          wal -> assertThat(wal).contains("journal_mode=WAL"),
          patience -> assertThat(patience).contains("busy_timeout=5000"));
    }
    try (Connection fit = DriverManager.getConnection(url + "?journal_mode=WAL&busy_timeout=1")) {
      assertThat(dialect.differences(fit)).isEmpty();
    }
  }

  @Test
  void a_database_in_memory_that_each_connection_has_for_itself_is_refused() throws SQLException {
    for (String inMemory : new String[] {"jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:file::memory:",
        "jdbc:sqlite:file:app?mode=memory"}) {
      try (Connection connection = DriverManager.getConnection(inMemory)) {
        assertThat(dialect.objection(connection.getMetaData())).as(inMemory).contains("name a file");
      }
    }
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(dialect.objection(connection.getMetaData())).isNull();
    }
  }
}
