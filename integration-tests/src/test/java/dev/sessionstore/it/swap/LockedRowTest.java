package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ERR-2: a row that another transaction has locked. The pool's lock timeout is the shortest that
 * the database allows.
 */
@Tag("chance")
class LockedRowTest {

  static Stream<Arguments> everywhere() {
    return Stream.of(Database.H2_MEMORY, Database.POSTGRESQL, Database.MARIADB)
        .flatMap(database -> Stream.of(Backend.values()).map(backend -> Arguments.of(backend, database)));
  }

  private static Taken pool(Database database, TestDatabase place) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place.url());
    config.setUsername(place.user());
    config.setPassword(place.password());
    config.setMaximumPoolSize(2);
    config.setConnectionInitSql(switch (database) {
      case H2_MEMORY, H2_FILE -> "set lock_timeout 1";
      case POSTGRESQL -> "set lock_timeout = 1";
      case MARIADB -> "set session innodb_lock_wait_timeout = 0";
      case SQLITE -> throw new AssertionError("SQLite locks no rows.");
    });
    return new Taken(config);
  }

  /** A write and the check of its result. */
  private record Write(String name, Predicate<Session> done) {}

  private static List<Write> writes(SessionStore store) {
    return List.of(
        new Write("touch", session -> store.touch(session.id())),
        new Write("update", session -> store.update(session.id(), s -> s.with("n", 1)).isPresent()),
        new Write("save", session -> store.save(session.with("n", 2)).status() == Status.SAVED),
        new Write("set", session -> store.set(session.with("n", 3)).isPresent()),
        new Write("rotate", session -> store.rotate(session.with("n", 4)).status() == Status.SAVED),
        new Write("destroyBy", session -> store.destroyBy(Columns.USER, "ada", null) == 1),
        new Write("destroy", session -> store.destroy(session.id())));
  }

  private static void hold(Connection holder) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      assertThat(statement.executeUpdate("update sessions set updated_at = updated_at + 1")).isOne();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void a_write_that_finds_its_row_locked_is_repeated_until_it_is_free(Backend backend, Database database)
      throws SQLException {
    try (TestDatabase place = database.fresh();
        Taken pool = pool(database, place);
        SessionStore store = open(backend, pool);
        Connection holder = place.connect()) {
      for (Write write : writes(store)) {
        Session session = store.create(Map.of("user", "ada"));
        hold(holder);
        pool.when(4, holder::rollback);
        assertThat(write.done().test(session)).as(write.name()).isTrue();
        assertThat(pool.count()).as("connections for %s", write.name()).isGreaterThanOrEqualTo(4);
        store.clear();
      }
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void one_that_stays_locked_is_an_error_that_changed_nothing_and_the_next_call_works(Backend backend,
      Database database)
      throws SQLException {
    try (TestDatabase place = database.fresh();
        Taken pool = pool(database, place);
        SessionStore store = open(backend, pool);
        Connection holder = place.connect()) {
      for (Write write : writes(store)) {
        Session session = store.create(Map.of("user", "ada"));
        hold(holder);
        assertThatThrownBy(() -> write.done().test(session)).as(write.name()).isInstanceOf(SessionStoreException.class)
            .hasMessageContaining("nothing was changed")
            .matches(e -> e.getCause() instanceof SessionTableException cause && cause.kind() == Kind.REPEATABLE,
                "the cause is kept")
            .matches(e -> !((SessionStoreException) e).outcomeUnknown(), "its outcome is known");
        holder.rollback();
        assertThat(store.get(session.id())).contains(session);
        assertThat(write.done().test(session)).as("%s, once it is free", write.name()).isTrue();
        store.clear();
      }
    }
  }

  private static SessionStore open(Backend backend, Taken pool) {
    return SessionStore.builder().dataSource(pool).backend(backend.toString()).createTable(true)
        .options(o -> o.columns(Columns.ALL).checkExpirationInterval(Duration.ZERO)).open();
  }
}
