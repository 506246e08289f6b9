package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;

/**
 * Many threads at once; stochastic: a pass proves little, a failure much. Each failure names the
 * seed of its operations, for {@code -Dsessionstore.test.seed}; their timing is not reproducible.
 * For more runs, use {@code -Dsessionstore.test.operations=5000} or
 * {@code -Dsessionstore.test.rounds=1000}. Prints a line for each backend and database.
 */
@Tag("chance")
class StressTest {

  private static final int THREADS = 8;
  private static final int ROUNDS = Integer.getInteger("sessionstore.test.rounds", 100);
  private static final int OPERATIONS = Integer.getInteger("sessionstore.test.operations", 400);
  private static final long SEED =
      Long.getLong("sessionstore.test.seed", ThreadLocalRandom.current().nextInt(1_000_000));

  @OnEveryCluster
  void one_new_id_set_by_all_at_once_is_one_row_whole_and_no_error(Cluster cluster) { // SET-2
    cluster.run(ROUNDS + " ids each set by " + THREADS + " threads", o -> {}, nodes -> {
      SessionStore reader = nodes.store(0);
      for (int round = 0; round < ROUNDS; round++) {
        SessionId id = SessionId.of("round-" + round);
        Queue<Session> answers = new ConcurrentLinkedQueue<>();
        AtOnce.run(THREADS, writer -> () -> answers.add(nodes.store(writer).set(writtenBy(writer, id)).orElseThrow()));
        Session there = reader.get(id).orElseThrow();
        assertThat(answers).hasSize(THREADS)
            .filteredOn(answer -> answer.stamp().orElseThrow().version() == there.stamp().orElseThrow().version())
            .singleElement().as("the writer's own copy").isEqualTo(there);
        assertThat(reader.findBy(Columns.VISITS, there.getLong("visits", -1), ROUNDS, null).items())
            .filteredOn(item -> item.attributes().equals(there.attributes()))
            .as("found by the same writer's column")
            .isNotEmpty();
      }
      assertThat(reader.length()).isEqualTo(ROUNDS);
    });
  }

  private static Session writtenBy(int writer, SessionId id) {
    return Session.of(id,
        Map.of("user", "writer " + writer, "visits", writer, "whole", Integer.toString(writer).repeat(3000)));
  }

  @OnEveryCluster
  void everything_at_once_loses_no_update_and_revives_nobody(Cluster cluster) {
    cluster.run(THREADS + " threads with " + OPERATIONS + " operations each, -Dsessionstore.test.seed=" + SEED,
        o -> o.sweepBatch(3).sweepGrace(Duration.ZERO), nodes -> {
          Workload workload = new Workload(nodes);
          AtOnce.run(THREADS, thread -> () -> workload.take(thread, OPERATIONS, SEED));
          workload.judge();
        });
  }
}
