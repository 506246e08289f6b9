package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.IdHashing;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * COL-4, LIST-4: a delete of many rows also ends a session that a rotation moves from a key ahead
 * of it to one behind it. Forced: the delete waits at a row in the middle while a session at the
 * end gets an id at the beginning. (Without next-key locks, InnoDB misses it.)
 */
@Tag("chance")
class LogoutTest {

  private static final String END = "k9";
  private static final String BEGINNING = "k2-rotated";
  /** The common pool may have only one thread for both. */
  private static final Executor A_THREAD_EACH = task -> new Thread(task).start();

  @ParameterizedTest(name = "{0}")
  @MethodSource("whereRowsAreLocked")
  void who_logs_out_everywhere_is_out_although_a_session_is_changing_its_id(Cluster cluster) {
    during(cluster, "destroyBy beside a rotation", store -> store.destroyBy(Columns.USER, "ada", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whereRowsAreLocked")
  void the_table_is_cleared_although_a_session_is_changing_its_id(Cluster cluster) {
    during(cluster, "clear beside a rotation", SessionStore::clear);
  }

  /** On SQLite a rotation and a delete never run at once: there is one writer. */
  static Stream<Cluster> whereRowsAreLocked() {
    return Cluster.all().stream().filter(cluster -> cluster.arena() != Arena.SQLITE);
  }

  private static void during(Cluster cluster, String what, Consumer<SessionStore> deletion) {
    cluster.run(what, o -> o.idHashing(IdHashing.none()).idGenerator(() -> BEGINNING), nodes -> {
      for (String id : List.of("k1", "k3", "k5", "k7", END)) {
        assertThat(nodes.store(0).set(Session.of(SessionId.of(id), Map.of("user", "ada")))).isPresent();
      }
      try (Connection holder = nodes.database().connect(); Connection observer = nodes.database().connect()) {
        holder.setAutoCommit(false);
        lock(holder, "k5");
        Future<?> deleting = CompletableFuture.runAsync(() -> deletion.accept(nodes.store(0)), A_THREAD_EACH);
        await(cluster.arena(), observer, 1, deleting);
        Future<?> rotating =
            CompletableFuture.supplyAsync(() -> nodes.store(1).rotate(SessionId.of(END)), A_THREAD_EACH);
        await(cluster.arena(), observer, 2, rotating);
        holder.rollback();
        deleting.get();
        rotating.get();
      }
      assertThat(nodes.store(1).all(10, null).items()).as("sessions that are still there").isEmpty();
    });
  }

  private static void lock(Connection holder, String key) throws SQLException {
    try (Statement statement = holder.createStatement()) {
      assertThat(statement.executeUpdate("update sessions set updated_at = updated_at + 1 where sid = '" + key + "'"))
          .isOne();
    }
  }

  /** Waits until so many calls wait for a lock, or the call has ended without. */
  private static void await(Arena arena, Connection observer, int waiting, Future<?> call) throws SQLException {
    while (!call.isDone() && arena.waiting(observer) < waiting) {
      assertThat(Thread.currentThread().isInterrupted()).as("the test's patience is at an end").isFalse();
      Thread.onSpinWait();
    }
  }
}
