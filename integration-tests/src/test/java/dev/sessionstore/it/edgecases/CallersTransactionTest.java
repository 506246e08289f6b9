package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A transaction of the application, by the same ORM on the same pool, before, around and after each
 * operation.
 */
class CallersTransactionTest {

  static Stream<Arguments> everywhere() {
    return Stream.of("jdbc", "hibernate", "mybatis", "ebean")
        .flatMap(backend -> Stream.of(Database.H2_MEMORY, Database.POSTGRESQL, Database.MARIADB)
            .map(database -> Arguments.of(backend, database)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void what_the_store_did_stands_although_the_caller_rolls_back(String backend, Database database) throws SQLException {
    // TX-1
    each(backend, database, false);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void conflicts_and_duplicates_inside_the_store_leave_the_callers_transaction_committable(String backend,
      Database database) throws SQLException {
    // TX-2
    each(backend, database, true);
  }

  private static void each(String backend, Database database, boolean commit) throws SQLException {
    try (TestDatabase place = database.fresh()) {
      HikariDataSource pool = place.newPool();
      run(pool, "create table note (text varchar(40))");
      try (Application application = Application.on(backend, pool)) {
        Deque<String> ids = new ArrayDeque<>();
        try (SessionStore store = SessionStore.builder().table(application.table()).createTable(true).options(o -> o
            .sweepGrace(Duration.ZERO)
            .checkExpirationInterval(Duration.ZERO)
            .idGenerator(() -> ids.isEmpty() ? UUID.randomUUID().toString() : ids.pop())).open()) {
          Session stale = store.create(Map.of("n", 0));
          Session leaving = store.create(Map.of());
          store.update(stale.id(), s -> s.with("n", 1));

          Application.Work caller = application.begin();
          caller.note("before");
          Session made = store.create(Map.of("user", "ada"));
          caller.note("after create");
          ids.push("free-" + UUID.randomUUID());
          ids.push(made.id().value()); // taken: a duplicate key inside the store, then another draw
          Session drawn = store.create(Map.of());
          caller.note("after a duplicate");
          assertThat(store.save(stale.with("n", 2)).status()).isEqualTo(SaveResult.Status.CONFLICT);
          caller.note("after a conflict");
          SessionId set = SessionId.of("set-" + UUID.randomUUID());
          store.set(Session.of(set, Map.of("a", 1))).orElseThrow();
          store.set(Session.of(set, Map.of("a", 2))).orElseThrow();
          store.update(made.id(), s -> s.with("visits", 1)).orElseThrow();
          store.touch(made.id());
          SessionId moved = store.rotate(made.id()).orElseThrow().id();
          store.destroy(leaving.id());
          store.clearExpired();
          caller.note("after the rest");
          if (commit) {
            caller.commit();
          } else {
            caller.rollback();
          }

          assertThat(store.get(moved).map(s -> s.getLong("visits", 0))).contains(1L);
          assertThat(store.get(drawn.id())).isPresent();
          assertThat(store.get(set).map(s -> s.getLong("a", 0))).contains(2L);
          assertThat(store.get(leaving.id())).isEmpty();
          assertThat(store.get(stale.id()).map(s -> s.getLong("n", 0))).contains(1L);
          assertThat(store.length()).isEqualTo(4);
          assertThat(count(pool)).isEqualTo(commit ? 5 : 0);
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
      }
    }
  }

  static void run(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static int count(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet notes = statement.executeQuery("select count(*) from note")) {
      notes.next();
      return notes.getInt(1);
    }
  }
}
