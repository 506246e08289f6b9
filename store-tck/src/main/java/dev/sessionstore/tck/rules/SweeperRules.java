package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.probe.StatementProbe.statements;
import static dev.sessionstore.tck.probe.StatementProbe.writes;
import static dev.sessionstore.tck.rules.Kit.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.SweepResult;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.Patience;
import dev.sessionstore.tck.probe.RecordingListener;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.VirtualScheduler;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rules on scheduled sweeps. Time is virtual, except in the one test of the store's own thread.
 */
interface SweeperRules extends RuleGroup {

  /** Whose sweeps these tests wait for. */
  Duration INTERVAL = Duration.ofMinutes(15);

  private static Consumer<SessionStoreOptions.Builder> on(VirtualScheduler scheduler, RecordingListener told) {
    return o -> o.scheduler(scheduler).checkExpirationInterval(INTERVAL).listener(told);
  }

  private VirtualScheduler scheduler() {
    return new VirtualScheduler(kit().clock());
  }

  private int sweeps() {
    return kit().listener().events("sweepFinished").size();
  }

  @Rule("SWEEP-5")
  default void sweeps_come_at_every_interval_with_jitter() {
    VirtualScheduler scheduler = scheduler();
    kit().another(on(scheduler, kit().listener()));
    assertEquals(0, sweeps(), "SWEEP-5: none before its time");
    kit().store().create(Map.of());
    for (int i = 0; i < 40; i++) {
      scheduler.advance(INTERVAL);
    }
    assertTrue(sweeps() >= 36 && sweeps() <= 45,
        () -> "SWEEP-5: some forty in forty intervals, there were " + sweeps());
    List<Duration> delays = scheduler.delays();
    for (Duration delay : delays) {
      long off = delay.minus(INTERVAL).abs().toMillis();
      assertTrue(off <= INTERVAL.toMillis() / 10, () -> "SWEEP-5: the interval, give or take a tenth, it was " + delay);
    }
    assertTrue(delays.stream().distinct().count() > 1, "SWEEP-5: jitter keeps nodes apart");
    scheduler.advance(DAY);
    assertEquals(0, kit().store().clearExpired().deleted(), "SWEEP-5: the dead were swept");
    assertFalse(scheduler.isShutdown(), "SWEEP-5: never closed by the store");
  }

  @Rule("SWEEP-5")
  default void an_interval_of_zero_or_less_means_never() {
    VirtualScheduler scheduler = scheduler();
    for (Duration never : List.of(Duration.ZERO, Duration.ofMinutes(-1))) {
      SessionStore quiet =
          kit().another(o -> o.scheduler(scheduler).checkExpirationInterval(never).listener(kit().listener()));
      quiet.startExpiring();
      scheduler.advance(DAY.multipliedBy(9));
      assertEquals(0, scheduler.delays().size(), "SWEEP-5: nothing is scheduled");
      assertEquals(0, sweeps(), "SWEEP-5: never");
    }
  }

  @Rule(value = "SWEEP-5", needs = Capability.SQL)
  default void never_two_sweeps_at_a_time_in_one_store() throws Exception {
    VirtualScheduler scheduler = scheduler();
    List<String> order = new CopyOnWriteArrayList<>();
    SessionStore store = kit().another(on(scheduler, kit().listener()));
    kit().listener().during(event -> order.add(event.kind() + " on " + event.thread().getId()));
    try (Gate seen = kit().probe().hold(sql -> {
      order.add("statement on " + Thread.currentThread().getId());
      return false;
    });
        Gate gate = kit().probe().hold(statements())) {
      Race.AsyncCall<Boolean> scheduled = Race.start(() -> {
        scheduler.advance(INTERVAL);
        return true;
      });
      scheduled.comesTo(gate);
      Race.AsyncCall<SweepResult> called = Race.start(store::clearExpired);
      assertFalse(called.isOverOrWaits(), "SWEEP-5: the second waits for the first");
      gate.release();
      scheduled.result();
      called.result();
      assertFalse(seen.wasReached(), "this gate only looks on");
    }
    List<String> threads = order.stream().map(entry -> entry.substring(entry.indexOf(" on "))).toList();
    long changes = threads.stream()
        .distinct()
        .mapToLong(thread -> threads.lastIndexOf(thread) - threads.indexOf(thread) + 1)
        .sum();
    assertEquals(threads.size(), changes, () -> "SWEEP-5: one after the other, not " + order);
  }

  /** In real time: the store's own thread has no virtual clock. */
  @Rule({"SWEEP-5", "SWEEP-7", "EVENT-1"})
  default void without_a_scheduler_sweeps_run_on_a_daemon_thread_that_ends_with_the_store() throws Exception {
    CountDownLatch swept = new CountDownLatch(2);
    kit().listener().during(event -> swept.countDown());
    SessionStore store = kit().another(o -> o.checkExpirationInterval(Duration.ofMillis(1)).listener(kit().listener()));
    assertTrue(swept.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS), "SWEEP-5: no sweep came");
    store.close();
    Thread sweeper = kit().listener().events("sweepFinished").get(0).thread();
    assertTrue(sweeper.isDaemon(), "SWEEP-5: a daemon, which keeps no process alive");
    assertNotSame(Thread.currentThread(), sweeper, "EVENT-1: told on the sweeper's thread");
    sweeper.join(Patience.LIMIT.toMillis());
    assertFalse(sweeper.isAlive(), "SWEEP-7: close stops, and leaves no thread behind");
  }

  @Rule(value = "SWEEP-6", needs = Capability.SQL)
  default void a_failing_sweep_is_reported_and_the_next_runs() {
    VirtualScheduler scheduler = scheduler();
    SQLException cause = new SQLException("broken by the kit", "58030");
    kit().store().create(Map.of());
    kit().clock().advance(DAY.plusMinutes(1));
    kit().another(on(scheduler, kit().listener()));
    kit().probe().failNext(writes(), () -> cause, StatementProbe.When.BEFORE);
    scheduler.advance(INTERVAL);
    assertEquals(List.of("sweepFailed"), kit().listener().kinds(), "SWEEP-6: told to the listener");
    Throwable told = (Throwable) kit().listener().events().get(0).detail();
    assertTrue(Causes.of(told).contains(cause), () -> "SWEEP-6: with its cause, not " + told);
    scheduler.advance(INTERVAL);
    assertEquals(1, sweeps(), "SWEEP-6: the next runs");
    assertEquals(0, kit().store().clearExpired().deleted(), "SWEEP-6: and does its work");
  }

  @Rule(value = "SWEEP-6", needs = Capability.SQL)
  default void a_failing_sweep_is_logged() {
    kit().requireHeardLogs();
    VirtualScheduler scheduler = scheduler();
    kit().another(on(scheduler, kit().listener()));
    kit().probe()
        .failNext(statements(), () -> new SQLException("broken by the kit", "58030"),
            StatementProbe.When.BEFORE);
    scheduler.advance(INTERVAL);
    assertTrue(kit().logged().contains("broken by the kit"),
        () -> "SWEEP-6: logged with its cause, not " + kit().logged());
  }

  @Rule("SWEEP-6")
  default void a_listener_that_throws_at_a_sweep_does_not_end_the_sweeps() {
    VirtualScheduler scheduler = scheduler();
    kit().another(on(scheduler, kit().listener()));
    kit().listener().during(event -> {
      throw new ArithmeticException("the listener's own");
    });
    scheduler.advance(INTERVAL);
    scheduler.advance(INTERVAL);
    assertTrue(sweeps() >= 2, "SWEEP-6: the next runs");
  }

  @Rule("SWEEP-7")
  default void starting_and_stopping_come_in_any_order_and_number() {
    VirtualScheduler scheduler = scheduler();
    SessionStore store = kit().another(on(scheduler, kit().listener()));
    store.startExpiring();
    store.startExpiring();
    assertEquals(1, scheduler.pending(), "SWEEP-7: started thrice it sweeps once");
    scheduler.advance(INTERVAL);
    assertEquals(1, sweeps(), "SWEEP-7: one sweep in one interval");
    store.stopExpiring();
    store.stopExpiring();
    scheduler.advance(INTERVAL.multipliedBy(5));
    assertEquals(1, sweeps(), "SWEEP-7: stopped");
    store.startExpiring();
    store.stopExpiring();
    store.startExpiring();
    scheduler.advance(INTERVAL);
    assertEquals(2, sweeps(), "SWEEP-7: started again, once");
    assertEquals(1, scheduler.pending(), "SWEEP-7: and once only");
    store.stopExpiring();
    assertEquals(0, store.clearExpired().deleted(), "SWEEP-7: a call still sweeps");
    assertEquals(3, sweeps(), "SWEEP-7: that one was called");
  }

  @Rule("SWEEP-7")
  default void close_stops() {
    VirtualScheduler scheduler = scheduler();
    SessionStore store = kit().another(on(scheduler, kit().listener()));
    store.close();
    scheduler.advance(DAY);
    assertEquals(0, sweeps(), "SWEEP-7: no sweep after close");
    assertEquals(0, scheduler.pending(), "SWEEP-7: nothing waits for it");
    assertFalse(scheduler.isShutdown(), "SWEEP-5: the user's scheduler is never closed");
  }

  @Rule(value = "SWEEP-7", needs = Capability.SQL)
  default void stopping_and_closing_wait_for_a_running_sweep() throws Exception {
    for (Consumer<SessionStore> end : List.<Consumer<SessionStore>>of(SessionStore::stopExpiring,
        SessionStore::close)) {
      VirtualScheduler scheduler = scheduler();
      RecordingListener told = new RecordingListener();
      SessionStore store = kit().another(on(scheduler, told));
      try (Gate gate = kit().probe().hold(statements())) {
        Race.AsyncCall<Boolean> sweeping = Race.start(() -> {
          scheduler.advance(INTERVAL);
          return true;
        });
        sweeping.comesTo(gate);
        Race.AsyncCall<List<String>> ending = Race.start(() -> {
          end.accept(store);
          return told.kinds();
        });
        assertFalse(ending.isOverOrWaits(), "SWEEP-7: it waits");
        gate.release();
        assertEquals(List.of("sweepFinished"), ending.result(), "SWEEP-7: the sweep was over when the call returned");
        sweeping.result();
      }
      scheduler.advance(INTERVAL);
      assertEquals(List.of("sweepFinished"), told.kinds(), "SWEEP-7: and none came after");
    }
  }

  @Rule("SWEEP-7")
  default void stopping_and_closing_may_be_called_from_a_sweep() throws Exception {
    for (Consumer<SessionStore> end : List.<Consumer<SessionStore>>of(SessionStore::stopExpiring,
        SessionStore::close)) {
      VirtualScheduler scheduler = scheduler();
      RecordingListener told = new RecordingListener();
      SessionStore store = kit().another(on(scheduler, told));
      told.during(event -> end.accept(store));
      Race.start(() -> {
        scheduler.advance(INTERVAL.multipliedBy(3));
        return true;
      }).result();
      assertEquals(List.of("sweepFinished"), told.kinds(), "SWEEP-7: it was the last");
      assertEquals(0, scheduler.pending(), "SWEEP-7: no other waits for its time");
    }
  }
}
