package dev.sessionstore.it.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tests' own databases do what other tests build on. Prints one line: what ran, and how long
 * each server took to start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabasesTest {

  private final StringJoiner seen = new StringJoiner(", ", "Databases: ", ".");

  @AfterAll
  void say() {
    System.out.println(seen);
  }

  @ParameterizedTest
  @EnumSource
  void each_is_there_and_says_what_it_is(Database database) throws SQLException {
    try (TestDatabase fresh = database.fresh(); Connection connection = fresh.connect()) {
      DatabaseMetaData facts = connection.getMetaData();
      seen.add(fresh.name() + " " + facts.getDatabaseProductVersion() + startTime(database));
      assertThat(facts.getDatabaseProductName()).isEqualTo(switch (database) {
        case H2_MEMORY, H2_FILE -> "H2";
        case SQLITE -> "SQLite";
        case POSTGRESQL -> "PostgreSQL";
        case MARIADB -> "MariaDB";
      });
      assertThat(facts.getDatabaseMajorVersion()).isGreaterThanOrEqualTo(switch (database) {
        case H2_MEMORY, H2_FILE -> 2;
        case SQLITE -> 3;
        case POSTGRESQL -> 13;
        case MARIADB -> 10;
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_fresh_schema_is_empty_and_goes_with_everything_in_it(Database database) throws SQLException {
    for (int round = 0; round < 2; round++) {
      try (TestDatabase fresh = database.fresh(); HikariDataSource pool = fresh.newPool()) {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
          statement.execute("create table sessions (sid varchar(128) primary key)");
          statement.execute("insert into sessions values ('a')");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void two_schemas_at_once_do_not_see_each_other(Database database) throws SQLException {
    try (TestDatabase one = database.fresh();
        TestDatabase other = database.fresh();
        Connection first = one.connect();
        Connection second = other.connect();
        Statement a = first.createStatement();
        Statement b = second.createStatement()) {
      a.execute("create table sessions (sid varchar(128) primary key)");
      a.execute("insert into sessions values ('a')");
      b.execute("create table sessions (sid varchar(128) primary key)");
      assertThat(count(b)).isZero();
      assertThat(count(a)).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_pool_hands_out_connections_as_asked_for(Database database) throws SQLException {
    try (TestDatabase fresh = database.fresh();
        Connection auto = fresh.newPool().getConnection();
        Connection manual = fresh.newPool(false).getConnection()) {
      assertThat(auto.getAutoCommit()).isTrue();
      assertThat(manual.getAutoCommit()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_server_of_ones_own_comes_back_with_its_data(ServerProduct product) throws SQLException {
    try (DatabaseServer server = DatabaseServer.own(product); TestDatabase fresh = server.freshSchema()) {
      try (Connection connection = fresh.connect(); Statement statement = connection.createStatement()) {
        statement.execute("create table sessions (sid varchar(128) primary key)");
        statement.execute("insert into sessions values ('a')");
        server.stop();
        assertThatThrownBy(() -> statement.execute("insert into sessions values ('b')"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(fresh::connect).isInstanceOf(SQLException.class);
      }
      server.start();
      try (Connection connection = fresh.connect(); Statement statement = connection.createStatement()) {
        assertThat(count(statement)).isOne();
      }
    }
  }

  @Test
  void a_server_that_cannot_be_reached_is_named_with_its_address() {
    DatabaseServer nobody =
        DatabaseServer.given(ServerProduct.MARIADB, "jdbc:mariadb://localhost:1/test?connectTimeout=500", "root", "");
    assertThatThrownBy(nobody::freshSchema).isInstanceOf(AssertionError.class)
        .hasMessageContaining("MariaDB at jdbc:mariadb://localhost:1/test").hasCauseInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_server_that_does_not_start_says_how_to_name_ones_own(ServerProduct product) {
    AssertionError said = DatabaseServer.notStarted(product, new IllegalStateException("No room."));
    assertThat(said).hasMessageStartingWith(product.label() + " could not be started for the tests: No room.")
        .hasMessageContaining("-Dsessionstore.test." + product.key() + ".url=jdbc:" + product.key() + "://");
  }

  @Test
  void a_schema_takes_the_place_of_the_one_in_a_given_url() {
    assertThat(ServerProduct.MARIADB.urlOf("jdbc:mariadb://db:3306/test?useSsl=true", "s"))
        .isEqualTo("jdbc:mariadb://db:3306/s?useSsl=true");
    assertThat(ServerProduct.MARIADB.urlOf("jdbc:mariadb://db", "s")).isEqualTo("jdbc:mariadb://db/s");
    assertThat(ServerProduct.POSTGRESQL.urlOf("jdbc:postgresql://db/test?ssl=true", "s"))
        .isEqualTo("jdbc:postgresql://db/test?ssl=true&currentSchema=s");
  }

  private static String startTime(Database database) {
    return switch (database) {
      case H2_MEMORY, H2_FILE, SQLITE -> "";
      case POSTGRESQL -> seconds(ServerProduct.POSTGRESQL);
      case MARIADB -> seconds(ServerProduct.MARIADB);
    };
  }

  private static String seconds(ServerProduct product) {
    DatabaseServer server = SharedServers.get(product);
    return server.isOwn()
        ? String.format(Locale.ROOT, " (started in %.1f s)", server.startedIn().toMillis() / 1e3)
        : " (a given one)";
  }

  private static long count(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select count(*) from sessions")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
