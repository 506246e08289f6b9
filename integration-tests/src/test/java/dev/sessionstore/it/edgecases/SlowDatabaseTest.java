package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ERR-1, ERR-2, LIFE-2: servers that are slower than a driver's timeout, because another
 * transaction has locked a row.
 */
@Tag("chance")
class SlowDatabaseTest {

  static Stream<Arguments> everywhere() {
    return Stream.of(Database.POSTGRESQL, Database.MARIADB)
        .flatMap(
            database -> Stream.of("jdbc", "hibernate", "mybatis", "ebean")
                .map(backend -> Arguments.of(backend, database)));
  }

  /** Sets whether its connections time out or wait forever. */
  private interface Wait {
    void set(Connection connection, boolean brief) throws SQLException;
  }

  /**
   * A pool with a timeout of statements or sockets, but only while a row is locked. For one thread
   * at a time.
   */
  private static final class Impatient extends HikariDataSource {

    private final Wait wait;
    private boolean brief;

    Impatient(TestDatabase place, Wait wait) {
      super(pool(place));
      this.wait = wait;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      wait.set(connection, brief);
      return connection;
    }
  }

  private static Wait ofStatements(Database database) {
    String set = database == Database.MARIADB ? "set session max_statement_time = %s" : "set statement_timeout = '%ss'";
    return (connection, brief) -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute(set.formatted(brief ? "1" : "0"));
      }
    };
  }

  private static Wait ofTheSocket() {
    return (connection, brief) -> connection.setNetworkTimeout(Runnable::run, brief ? 1_000 : 0);
  }

  private static HikariConfig pool(TestDatabase place) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place.url());
    config.setUsername(place.user());
    config.setPassword(place.password());
    config.setMaximumPoolSize(2);
    return config;
  }

  private static SessionStore open(String backend, HikariDataSource pool) {
    return SessionStore.builder().dataSource(pool).backend(backend).createTable(true)
        .options(o -> o.checkExpirationInterval(Duration.ZERO)).open();
  }

  private static void hold(Connection holder) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      assertThat(statement.executeUpdate("update sessions set updated_at = updated_at + 1")).isOne();
    }
  }

  private static Map<String, Predicate<Session>> writes(SessionStore store) {
    Map<String, Predicate<Session>> all = new LinkedHashMap<>();
    all.put("touch", session -> store.touch(session.id()));
    all.put("update", session -> store.update(session.id(), s -> s.with("n", 1)).isPresent());
    all.put("save", session -> store.save(session.with("n", 2)).status() == Status.SAVED);
    all.put("destroy", session -> store.destroy(session.id()));
    return all;
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void a_statement_that_the_server_breaks_off_changed_nothing_and_gives_its_connection_back(String backend,
      Database database) throws SQLException {
    try (TestDatabase place = database.fresh()) {
      try (Impatient pool = new Impatient(place, ofStatements(database));
          SessionStore store = open(backend, pool);
          Connection holder = place.connect()) {
        for (Map.Entry<String, Predicate<Session>> write : writes(store).entrySet()) {
          Session session = store.create(Map.of());
          hold(holder);
          pool.brief = true;
          assertThatThrownBy(() -> write.getValue().test(session)).as(write.getKey())
              .isInstanceOf(SessionStoreException.class)
              .hasMessageContaining("nothing was changed").hasRootCauseInstanceOf(SQLException.class)
              .matches(e -> !((SessionStoreException) e).outcomeUnknown(), "its outcome is known");
          pool.brief = false;
          assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("connections left out by %s", write.getKey())
              .isZero();
          assertThat(store.get(session.id())).as("read while the row is held").contains(session);
          holder.rollback();
          assertThat(write.getValue().test(session)).as("%s, once it is free", write.getKey()).isTrue();
          store.clear();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void when_the_socket_s_timeout_strikes_the_outcome_is_unknown_and_the_next_call_works(String backend,
      Database database) throws SQLException {
    try (TestDatabase place = database.fresh()) {
      try (Impatient pool = new Impatient(place, ofTheSocket());
          SessionStore store = open(backend, pool);
          Connection holder = place.connect()) {
        Session session = store.create(Map.of());
        hold(holder);
        pool.brief = true;
        assertThatThrownBy(() -> store.save(session.with("n", 1))).isInstanceOf(SessionStoreException.class)
            .hasMessageContaining("whether it was done is unknown").hasRootCauseInstanceOf(Exception.class)
            .matches(e -> ((SessionStoreException) e).outcomeUnknown(), "its outcome is unknown");
        pool.brief = false;
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(store.get(session.id())).as("read while the row is held").isPresent();
        holder.rollback();
        assertThat(store.update(session.id(), s -> s.with("m", 1))).isPresent();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      }
    }
  }
}
