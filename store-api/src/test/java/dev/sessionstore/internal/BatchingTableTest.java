package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("chance")
class BatchingTableTest { // GET-8

  private final HeldTable held = new HeldTable();
  private final SessionTable table = held.table();
  /** Moved only by tests, so that no wait ends by chance. */
  private final AtomicLong nanos = new AtomicLong();

  private BatchingTable lookUps(int most) {
    return new BatchingTable(table, most, nanos::get);
  }

  private static SessionRow row(String key) {
    return new SessionRow(key, "{}", 1, null, 1, 1, 1, Map.of());
  }

  private void write(String... keys) {
    List.of(keys).forEach(key -> table.insert(row(key)));
  }

  /** A look-up on a thread of its own. */
  private record AsyncCall<T>(Thread thread, FutureTask<T> task) {

    static <T> AsyncCall<T> start(Callable<T> call) {
      FutureTask<T> task = new FutureTask<>(call);
      Thread thread = new Thread(task, "look-up");
      thread.setDaemon(true);
      thread.start();
      return new AsyncCall<>(thread, task);
    }

    T answer() throws Exception {
      return task.get();
    }

    /** Nothing else waits with an end to it. */
    AsyncCall<T> queued() {
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        assertThat(task).as("it waits for the statement that runs").isNotDone();
        spin();
      }
      return this;
    }
  }

  private static void spin() {
    assertThat(Thread.currentThread().isInterrupted()).as("the test's patience is at an end").isFalse();
    Thread.onSpinWait();
  }

  private static AsyncCall<@Nullable SessionRow> lookUp(BatchingTable lookUps, String key) {
    return AsyncCall.start(() -> lookUps.find(key));
  }

  private static AsyncCall<@Nullable SessionRow> queued(BatchingTable lookUps, String key) {
    return lookUp(lookUps, key).queued();
  }

  @Test
  void who_comes_alone_looks_up_alone_at_once() {
    write("a");
    BatchingTable lookUps = lookUps(64);
    assertThat(lookUps.find("a")).isEqualTo(row("a"));
    assertThat(lookUps.find("b")).isNull();
    assertThat(held.asked()).containsExactly("find[a]", "find[b]");
  }

  @Test
  void those_who_come_while_a_statement_runs_share_the_next_and_it_sees_what_was_written_before_they_came()
      throws Exception {
    write("a", "b");
    BatchingTable lookUps = lookUps(64);
    held.holdNext(2);
    AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    write("c");
    AsyncCall<@Nullable SessionRow> b = queued(lookUps, "b");
    AsyncCall<@Nullable SessionRow> c = queued(lookUps, "c");
    AsyncCall<@Nullable SessionRow> none = queued(lookUps, "none");
    one.release();
    assertThat(first.answer()).isEqualTo(row("a"));
    HeldTable.Held shared = held.next();
    AsyncCall<@Nullable SessionRow> late = queued(lookUps, "a");
    shared.release();
    assertThat(b.answer()).isEqualTo(row("b"));
    assertThat(c.answer()).isEqualTo(row("c"));
    assertThat(none.answer()).isNull();
    assertThat(late.answer()).isEqualTo(row("a"));
    assertThat(held.asked()).containsExactly("find[a]", "findAll[b, c, none]", "find[a]");
  }

  @Test
  void a_statement_answers_at_most_as_many_look_ups_as_it_may() throws Exception {
    write("a", "b", "c", "d", "e");
    BatchingTable lookUps = lookUps(3);
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "none");
    HeldTable.Held one = held.next();
    List<AsyncCall<@Nullable SessionRow>> others =
        List.of("a", "b", "c", "d", "e").stream().map(key -> queued(lookUps, key)).toList();
    one.release();
    assertThat(first.answer()).isNull();
    for (int i = 0; i < 5; i++) {
      assertThat(others.get(i).answer()).isEqualTo(row("abcde".substring(i, i + 1)));
    }
    assertThat(held.asked()).containsExactly("find[none]", "findAll[a, b, c]", "findAll[d, e]");
  }

  @Test
  void a_key_that_several_wait_for_is_asked_for_once() throws Exception {
    write("a", "b");
    BatchingTable lookUps = lookUps(64);
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    List<AsyncCall<@Nullable SessionRow>> others =
        List.of("a", "b", "a", "a").stream().map(key -> queued(lookUps, key)).toList();
    one.release();
    assertThat(first.answer()).isEqualTo(row("a"));
    assertThat(others.get(0).answer()).isEqualTo(row("a"));
    assertThat(others.get(1).answer()).isEqualTo(row("b"));
    assertThat(others.get(3).answer()).isEqualTo(row("a"));
    assertThat(held.asked()).containsExactly("find[a]", "findAll[a, b]");
  }

  @Test
  void a_failure_or_an_error_is_the_leader_s_and_the_others_look_up_alone() throws Exception {
    write("a", "b", "c");
    BatchingTable lookUps = lookUps(64);
    for (Throwable failure : List.of(new IllegalStateException("by order"), new StackOverflowError("by order"))) {
      held.forget();
      held.holdNext(2);
      AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "a");
      HeldTable.Held one = held.next();
      AsyncCall<@Nullable SessionRow> b = queued(lookUps, "b");
      AsyncCall<@Nullable SessionRow> c = queued(lookUps, "c");
      one.release();
      held.next().fail(failure);
      assertThat(first.answer()).isEqualTo(row("a"));
      assertThatThrownBy(b::answer).isInstanceOf(ExecutionException.class).cause().isSameAs(failure);
      assertThat(c.answer()).isEqualTo(row("c"));
      assertThat(lookUps.find("b")).isEqualTo(row("b"));
      assertThat(held.asked()).containsExactly("find[a]", "findAll[b, c]", "find[c]", "find[b]");
    }
  }

  @Test
  void after_a_look_up_that_failed_alone_the_next_one_leads() throws Exception {
    write("b", "c");
    BatchingTable lookUps = lookUps(64);
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    AsyncCall<@Nullable SessionRow> b = queued(lookUps, "b");
    AsyncCall<@Nullable SessionRow> c = queued(lookUps, "c");
    one.fail(new OutOfMemoryError("by order"));
    assertThatThrownBy(first::answer).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(b.answer()).isEqualTo(row("b"));
    assertThat(c.answer()).isEqualTo(row("c"));
    assertThat(held.asked()).containsExactly("find[a]", "findAll[b, c]");
  }

  @Test
  void a_statement_that_hangs_is_waited_for_no_longer_than_fifty_milliseconds_and_then_by_nobody() throws Exception {
    write("a", "b", "c", "d");
    BatchingTable lookUps = lookUps(64);
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> hanging = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    AsyncCall<@Nullable SessionRow> b = queued(lookUps, "b");
    AsyncCall<@Nullable SessionRow> c = queued(lookUps, "c");
    nanos.set(Duration.ofMillis(50).toNanos());
    assertThat(b.answer()).isEqualTo(row("b"));
    assertThat(c.answer()).isEqualTo(row("c"));
    assertThat(lookUps.find("d")).isEqualTo(row("d"));
    assertThat(hanging.task()).isNotDone();
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> next = lookUp(lookUps, "c");
    HeldTable.Held another = held.next();
    one.release();
    assertThat(hanging.answer()).isEqualTo(row("a"));
    AsyncCall<@Nullable SessionRow> last = queued(lookUps, "b"); // who was waited for no more ends nobody else's
    another.release();
    assertThat(next.answer()).isEqualTo(row("c"));
    assertThat(last.answer()).isEqualTo(row("b"));
  }

  @Test
  void who_comes_when_a_statement_has_hung_for_fifty_milliseconds_does_not_wait_at_all() throws Exception {
    write("a", "b");
    BatchingTable lookUps = lookUps(64);
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> hanging = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    nanos.set(Duration.ofMillis(50).toNanos());
    assertThat(lookUps.find("b")).isEqualTo(row("b"));
    one.release();
    assertThat(hanging.answer()).isEqualTo(row("a"));
  }

  @Test
  void who_has_left_the_queue_is_neither_asked_for_nor_made_leader() throws Exception {
    write("a", "b", "c", "d");
    BatchingTable lookUps = lookUps(2);
    held.holdNext(2);
    AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    AsyncCall<@Nullable SessionRow> b = queued(lookUps, "b");
    AsyncCall<@Nullable SessionRow> c = queued(lookUps, "c");
    AsyncCall<@Nullable SessionRow> leaving = queued(lookUps, "d"); // of two there is no room for it
    nanos.set(Duration.ofMillis(49).toNanos());
    one.release();
    HeldTable.Held shared = held.next();
    nanos.set(Duration.ofMillis(50).toNanos());
    assertThat(leaving.answer()).isEqualTo(row("d"));
    assertThat(first.answer()).isEqualTo(row("a"));
    shared.release();
    assertThat(b.answer()).isEqualTo(row("b"));
    assertThat(c.answer()).isEqualTo(row("c"));
    assertThat(lookUps.find("a")).isEqualTo(row("a"));
    assertThat(held.asked()).startsWith("find[a]", "findAll[b, c]").contains("find[d]").endsWith("find[a]");
  }

  @Test
  void an_interrupt_neither_ends_the_waiting_nor_is_lost() throws Exception {
    write("a", "b", "c");
    BatchingTable lookUps = lookUps(64);
    held.holdNext(1);
    AsyncCall<@Nullable SessionRow> first = lookUp(lookUps, "a");
    HeldTable.Held one = held.next();
    AsyncCall<@Nullable SessionRow> b = queued(lookUps, "b");
    AsyncCall<Boolean> interrupted =
        AsyncCall.start(() -> row("c").equals(lookUps.find("c")) && Thread.interrupted()).queued();
    interrupted.thread().interrupt();
    while (interrupted.thread().isInterrupted()) { // until it has noticed
      spin();
    }
    interrupted.queued();
    one.release();
    assertThat(first.answer()).isEqualTo(row("a"));
    assertThat(b.answer()).isEqualTo(row("b"));
    assertThat(interrupted.answer()).isTrue();
    assertThat(held.asked()).containsExactly("find[a]", "findAll[b, c]");
  }
}
