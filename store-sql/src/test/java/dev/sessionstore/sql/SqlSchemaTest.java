package dev.sessionstore.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.Column;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.dialect.SqlDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2; the other databases are compared in integration-tests. */
class SqlSchemaTest {

  private static final List<Column<?>> COLUMNS = List.of(
      Column.string("user_name", 50, s -> null).withIndex(), Column.of("visits", Long.class, s -> null),
      Column.of("staff", Boolean.class, s -> null),
      Column.of("seen", Instant.class, s -> null).withIndex(), Column.of("tenant", UUID.class, s -> null));

  private Connection connection;
  private SqlDialect dialect;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
    dialect = SqlDialect.of(connection.getMetaData());
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private SqlSchema schema(String table, List<Column<?>> columns) {
    return new SqlSchema(dialect, new TableDefinition(table, columns.stream().map(Column::definition).toList()));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void what_it_makes_it_finds_fit_under_any_name_twice() throws SQLException {
    run("create schema app");
    for (String name : List.of("sessions", "Web_Sessions", "app.sessions", "t".repeat(40))) {
      SqlSchema schema = schema(name, COLUMNS);
      schema.create(connection);
      schema.create(connection);
      assertThat(schema.differences(connection)).as(name).isEmpty();
    }
  }

  @Test
  void a_missing_table_is_named_with_what_to_do() throws SQLException {
    assertThat(schema("sessions", List.of()).differences(connection)).singleElement()
        .asString()
        .contains("does not exist", "createTable", "h2.sql");
  }

  @Test
  void each_difference_comes_with_a_statement_that_mends_it() throws SQLException {
    run("create table sessions (sid varchar(36) primary key, data varchar(1000), expires int, max_age bigint,"
        + " created_at bigint, updated_at bigint, extra int)");
    SqlSchema schema = schema("sessions", COLUMNS);
    List<String> differences = schema.differences(connection);
    assertThat(differences).hasSize(12)
        .anySatisfy(d -> assertThat(d).contains("sid", "varchar(36)"))
        .anySatisfy(d -> assertThat(d).contains("data", "clob"))
        .anySatisfy(d -> assertThat(d).contains("version is missing"))
        .anySatisfy(d -> assertThat(d).contains("index on user_name is missing"));
    for (String difference : differences) {
      run(difference.substring(difference.indexOf(": ") + 2));
    }
    assertThat(schema.differences(connection)).as("mended, and a column it does not know is fine").isEmpty();
  }

  @Test
  void tables_whose_names_are_patterns_of_each_other_are_not_confused() throws SQLException {
    schema("axb", List.of()).create(connection);
    assertThat(schema("a_b", List.of()).differences(connection)).singleElement().asString().contains("does not exist");
  }

  @Test
  void on_h2_a_column_holds_its_characters_whatever_their_plane() throws SQLException {
    Column<String> name = Column.string("user_name", 2, s -> null);
    run("create table sessions (sid varchar(128) primary key, data clob, expires bigint, max_age bigint, version"
        + " bigint, created_at bigint, updated_at bigint, user_name varchar(3))");
    run("create index sessions_expires on sessions (expires)");
    assertThat(schema("sessions", List.of(name)).differences(connection)).singleElement()
        .asString()
        .contains("user_name", "varchar(4)");
    run("alter table sessions alter column user_name set data type varchar(4)");
    assertThat(schema("sessions", List.of(name)).differences(connection)).isEmpty();
  }
}
