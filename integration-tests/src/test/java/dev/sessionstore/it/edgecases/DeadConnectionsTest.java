package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Servers that end all connections of a pool, which does not notice.
 */
class DeadConnectionsTest {

  private static final int POOL = 12;

  /** How a connection's session is ended from the server's side. */
  private enum End {
    /** 57P05. */
    IDLE(Database.POSTGRESQL, "select pg_backend_pid()", "set idle_session_timeout = '20ms'", null,
        "select count(*) from pg_stat_activity where pid in (%s)"),
    /** 57P01. */
    TERMINATED(Database.POSTGRESQL, "select pg_backend_pid()", "select 1", "select pg_terminate_backend(%s)",
        "select count(*) from pg_stat_activity where pid in (%s)"),
    KILLED(Database.MARIADB, "select connection_id()", "select 1", "kill connection %s",
        "select count(*) from information_schema.processlist where id in (%s)");

    private final Database database;
    private final String whoAmI;
    private final String inIt;
    private final @Nullable String fromOutside;
    private final String stillThere;

    End(Database database, String whoAmI, String inIt, @Nullable String fromOutside, String stillThere) {
      this.database = database;
      this.whoAmI = whoAmI;
      this.inIt = inIt;
      this.fromOutside = fromOutside;
      this.stillThere = stillThere;
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
      found.next();
      return found.getLong(1);
    }
  }

  private static void run(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  /** Returns when the server has ended all sessions of the pool. */
  private static void endAll(DataSource pool, End end, TestDatabase place) throws SQLException {
    List<Connection> all = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      Connection connection = pool.getConnection();
      all.add(connection);
      ids.add(number(connection, end.whoAmI));
    }
    for (Connection connection : all) {
      run(connection, end.inIt);
    }
    for (Connection connection : all) {
      connection.close();
    }
    try (Connection outside = place.connect()) {
      if (end.fromOutside != null) {
        for (long id : ids) {
          run(outside, String.format(end.fromOutside, id));
        }
      }
      String stillThere =
          String.format(end.stillThere, ids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      long begin = System.nanoTime();
      while (number(outside, stillThere) > 0) {
        // only ends a hang: the loop never sleeps, so that no interrupt would end it
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("until the server has ended them")
            .isLessThan(Duration.ofMinutes(5));
      }
    }
  }

  static Stream<Arguments> pools() {
    return Stream.of(End.values())
        .flatMap(end -> Stream.of("jdbc", "hibernate", "mybatis", "ebean").flatMap(backend -> Stream.of(true, false)
            .filter(hikari -> !hikari || end == End.IDLE)
            .map(hikari -> Arguments.of(end, backend, hikari))));
  }

  /** A pool that never tests a connection, and discards only closed ones. */
  private static final class Trusting extends AbstractDataSource implements AutoCloseable {

    private final TestDatabase place;
    private final Deque<Connection> idle = new ArrayDeque<>();

    Trusting(TestDatabase place) {
      this.place = place;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection real = idle.isEmpty() ? place.connect() : idle.pop();
      return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
          (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
              if (!real.isClosed()) {
                idle.push(real);
              }
              return null;
            }
            try {
              return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public void close() throws SQLException {
      for (Connection connection : idle) {
        connection.close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pools")
  void all_dead_at_once_and_what_may_be_repeated_answers_as_if_nothing_were_amiss(End end, String backend,
      boolean hikari) throws SQLException {
    // ERR-2
    try (TestDatabase place = end.database.fresh()) {
      try (Trusting trusting = new Trusting(place)) {
        DataSource pool = hikari ? place.newPool() : trusting;
        try (SessionStore store = SessionStore.builder().dataSource(pool).backend(backend).createTable(true)
            .options(o -> o.checkExpirationInterval(Duration.ZERO)).open()) {
          Session session = store.create(Map.of());
          endAll(pool, end, place);
          for (int i = 0; i < POOL; i++) {
            assertThatCode(() -> assertThat(store.get(session.id())).isPresent()).as("get %s", i)
                .doesNotThrowAnyException();
          }
          endAll(pool, end, place);
          assertThat(store.touch(session.id())).isTrue();
          endAll(pool, end, place);
          assertThat(store.destroy(session.id())).isTrue();
        }
      }
    }
  }
}
