package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many threads at once, stochastic: a pass proves little, a failure much. Each failure names the seed of what was done, to be given as
 * {@code -Dsessionstore.test.seed}; who came first is the machine's affair. To hunt, say {@code -Dsessionstore.test.operations=5000} or
 * {@code -Dsessionstore.test.rounds=1000}. Prints a line for each backend and database.
 */
@Tag("stochastic")
class StressTest {

  private static final int THREADS = 8;
  private static final int ROUNDS = Integer.getInteger("sessionstore.test.rounds", 100);
  private static final int OPERATIONS = Integer.getInteger("sessionstore.test.operations", 400);
  private static final long SEED = Long.getLong("sessionstore.test.seed", ThreadLocalRandom.current().nextInt(1_000_000));

  /**
   * Who meets where.
   *
   * @param arena database and pool
   * @param backends one, in two stores, or several with a store each
   */
  record Meeting(Arena arena, List<Backend> backends) {

    @Override
    public String toString() {
      return arena + ": " + (backends.size() == 1 ? backends.get(0) : "all backends");
    }
  }

  /** Each backend on the usual databases; all together on every one. */
  static List<Meeting> meetings() {
    List<Meeting> meetings = new ArrayList<>();
    for (Arena arena : Arena.values()) {
      if (arena.isUsual()) {
        for (Backend backend : Backend.values()) {
          meetings.add(new Meeting(arena, List.of(backend)));
        }
      }
      meetings.add(new Meeting(arena, List.of(Backend.values())));
    }
    return meetings;
  }

  /** What a test does with the stores. */
  @FunctionalInterface
  private interface Work {
    void on(List<SessionStore> stores, VirtualClock clock) throws Exception;
  }

  /** Every second store listens, so that both kinds of sweep meet. */
  private static void meet(Meeting meeting, String what, Work work) throws Exception {
    VirtualClock clock = new VirtualClock(Instant.parse("2031-05-06T07:08:09.010Z"));
    Queue<SessionHandle> expired = new ConcurrentLinkedQueue<>();
    List<SessionStore> stores = new ArrayList<>();
    try (TestDatabase database = meeting.arena().fresh(); HikariDataSource pool = meeting.arena().pool(database)) {
      try {
        for (int i = 0; i < Math.max(2, meeting.backends().size()); i++) {
          SessionListener listener = i % 2 == 0 ? SessionListener.NONE : new Expired(expired);
          stores.add(SessionStore.builder().dataSource(pool).backend(meeting.backends().get(i % meeting.backends().size()).toString())
              .options(o -> o.columns(Columns.ALL).clock(clock).listener(listener).expiration(Duration.ofHours(2)).sweepBatch(3)
                  .sweepGrace(Duration.ZERO).checkExpirationInterval(Duration.ZERO)).createTable(true).open());
        }
        long start = System.nanoTime();
        work.on(stores, clock);
        System.out.printf("Stress: %s, %s in %d ms.%n", meeting, what, (System.nanoTime() - start) / 1_000_000);
        assertThat(expired).as("told of once each").doesNotHaveDuplicates();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("connections in use").isZero();
      } finally {
        stores.forEach(SessionStore::close);
      }
    }
  }

  /** Hears what its store swept. */
  private record Expired(Queue<SessionHandle> heard) implements SessionListener {

    @Override
    public boolean listensToExpired() {
      return true;
    }

    @Override
    public void expired(SessionHandle handle) {
      heard.add(handle);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("meetings")
  void one_new_id_set_by_all_at_once_is_one_row_whole_and_no_error(Meeting meeting) throws Exception { // SET-2
    meet(meeting, ROUNDS + " ids each set by " + THREADS + " threads", (stores, clock) -> {
      for (int round = 0; round < ROUNDS; round++) {
        SessionId id = SessionId.of("round-" + round);
        Queue<Session> answers = new ConcurrentLinkedQueue<>();
        AtOnce.run(THREADS, writer -> () -> answers.add(stores.get(writer % stores.size())
            .set(Session.of(id, Map.of("user", "writer " + writer, "visits", writer, "whole", ("" + writer).repeat(3000)))).orElseThrow()));
        Session there = stores.get(0).get(id).orElseThrow();
        assertThat(answers).hasSize(THREADS)
            .filteredOn(answer -> answer.stamp().orElseThrow().version() == there.stamp().orElseThrow().version())
            .singleElement().as("the writer's own copy").isEqualTo(there);
        assertThat(stores.get(0).findBy(Columns.VISITS, there.getLong("visits", -1), ROUNDS, null).items())
            .filteredOn(item -> item.attributes().equals(there.attributes())).as("found by the same writer's column").isNotEmpty();
      }
      assertThat(stores.get(0).length()).isEqualTo(ROUNDS);
    });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("meetings")
  void everything_at_once_loses_no_update_and_revives_nobody(Meeting meeting) throws Exception {
    meet(meeting, THREADS + " threads with " + OPERATIONS + " operations each, seed " + SEED, (stores, clock) -> {
      Fray fray = new Fray(stores, clock);
      try {
        AtOnce.run(THREADS, thread -> () -> fray.take(thread, OPERATIONS, SEED));
        fray.judge();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(meeting + ", with -Dsessionstore.test.seed=" + SEED + ": " + e.getMessage(), e);
      }
    });
  }
}
