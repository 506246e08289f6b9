package dev.sessionstore.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool behind a URL, through the builder and a backend that keeps rows in memory. */
class StorePoolTest {

  @Test
  void a_url_that_no_driver_takes_is_refused_without_its_secrets() {
    assertThatThrownBy(() -> SessionStore.builder().url("jdbc:nosuch://ada:hunter2@host/db").open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:nosuch:").hasMessageContaining("driver").hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> SessionStore.builder().url("postgres://ada:hunter2@host/db").open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins with jdbc:").hasMessageNotContaining("hunter2");
  }

  @Test
  void a_refused_login_is_a_sentence_and_nothing_in_it_quotes_url_or_password() throws SQLException {
    try (Connection kept = DriverManager.getConnection("jdbc:h2:mem:login", "ada", "right")) {
      assertThat(kept.isValid(0)).isTrue();
      SessionStoreException refused = catchThrowableOfType(SessionStoreException.class,
          () -> SessionStore.builder().url("jdbc:h2:mem:login").credentials("ada", "hunter2").open());
      assertThat(refused).hasMessageContaining("check url, user and password").hasMessageContaining("28000");
      assertThat(printed(refused)).doesNotContain("hunter2").doesNotContain("mem:login");
    }
  }

  @Test
  void a_driver_that_quotes_the_url_is_not_passed_on() {
    Throwable refused = catchThrowable(() -> SessionStore.builder()
        .url("jdbc:h2:mem:quoted;PASSWORD=hunter2;NO_SUCH_SETTING=hunter2")
        .open());
    assertThat(refused).isInstanceOf(SessionStoreException.class);
    assertThat(printed(refused)).doesNotContain("hunter2");
  }

  @Test
  void a_connection_to_sqlite_has_the_dialects_settings_but_where_the_url_says_otherwise(@TempDir Path folder)
      throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("app.sqlite");
    assertThat(pragmas(url)).containsExactly("wal", "5000", "1");
    assertThat(pragmas(url + "?synchronous=FULL&busy_timeout=7")).containsExactly("wal", "7", "2");
  }

  private static List<String> pragmas(String url) throws SQLException {
    StorePool pool = StorePool.open(url, null, null);
    try (Connection connection = pool.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> values = new ArrayList<>();
      for (String pragma : List.of("journal_mode", "busy_timeout", "synchronous")) {
        try (ResultSet value = statement.executeQuery("pragma " + pragma)) {
          assertThat(value.next()).isTrue();
          values.add(value.getString(1));
        }
      }
      return values;
    } finally {
      pool.close();
    }
  }

  @Test
  void a_database_that_fails_while_a_table_opens_is_a_store_exception() {
    JdbcDataSource nowhere = new JdbcDataSource();
    nowhere.setURL("jdbc:h2:mem:nowhere;IFEXISTS=TRUE");
    assertThatThrownBy(() -> SessionStore.builder().dataSource(nowhere).open())
        .isInstanceOf(SessionStoreException.class)
        .hasRootCauseInstanceOf(SQLException.class);
  }

  @Test
  void a_table_that_does_not_open_leaves_no_pool_open() { // LIFE-1
    PooledBackend.Refusal refusal = catchThrowableOfType(PooledBackend.Refusal.class,
        () -> SessionStore.builder().url("jdbc:h2:mem:half").options(o -> o.tableName(PooledBackend.REFUSED)).open());
    assertThatThrownBy(() -> refusal.pool().getConnection()).isInstanceOf(SQLException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closing_the_store_closes_its_pool_and_no_connection_of_others() throws SQLException { // LIFE-1
    try (Connection mine = DriverManager.getConnection("jdbc:h2:mem:sessions")) {
      SessionStore store = SessionStore.builder().url("jdbc:h2:mem:sessions").open();
      assertThat(connections(mine)).isGreaterThan(1);
      store.close();
      store.close();
      assertThat(connections(mine)).isEqualTo(1);
    }
  }

  @Test
  void the_store_s_own_pool_is_small_and_commits_by_itself() throws SQLException {
    StorePool pool = StorePool.open("jdbc:h2:mem:pool", null, null);
    try (Connection connection = pool.dataSource().getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
    } finally {
      pool.close();
    }
    assertThatThrownBy(() -> pool.dataSource().getConnection()).isInstanceOf(SQLException.class);
  }

  private static int connections(Connection connection) throws SQLException {
    try (ResultSet count =
        connection.createStatement().executeQuery("select count(*) from information_schema.sessions")) {
      count.next();
      return count.getInt(1);
    }
  }

  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
