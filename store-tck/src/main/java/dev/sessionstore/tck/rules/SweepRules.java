package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.probe.StatementProbe.writes;
import static dev.sessionstore.tck.rules.Kit.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SweepResult;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.RecordingListener;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.StatementProbe.When;
import dev.sessionstore.tck.probe.VirtualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Rules on deleting dead rows. */
interface SweepRules extends RuleGroup {

  /** Rows that died a day ago. */
  private List<SessionId> dead(int count) {
    List<SessionId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(kit().store().create(Map.of("i", i)).id());
    }
    kit().clock().advance(DAY.plusMinutes(1));
    return ids;
  }

  @Rule("SWEEP-1")
  default void a_sweep_deletes_what_has_been_dead_for_the_grace_and_only_that() {
    kit().store().create(Map.of());
    kit().clock().advance(Duration.ofSeconds(30));
    SessionId younger = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY.plusSeconds(29));
    SessionId live = kit().store().create(Map.of()).id();
    kit().clock().advance(Duration.ofMillis(999));
    assertEquals(new SweepResult(0, 0, Duration.ZERO), kit().store().clearExpired(),
        "SWEEP-1: one millisecond before the grace is over");
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(new SweepResult(1, 1, Duration.ZERO), kit().store().clearExpired(), "SWEEP-1: the minute is over");
    assertTrue(kit().store().get(live).isPresent(), "SWEEP-1: the living stay");
    assertTrue(kit().store().destroy(younger), "SWEEP-1: the younger one is still there");
  }

  @Rule("SWEEP-1")
  default void the_grace_is_an_option() {
    SessionStore strict = kit().another(o -> o.sweepGrace(Duration.ZERO));
    SessionStore lax = kit().another(o -> o.sweepGrace(Duration.ofHours(3)));
    dead(2);
    assertEquals(0, lax.clearExpired().deleted(), "SWEEP-1: three hours are not over");
    kit().store().create(Map.of());
    kit().clock().advance(DAY);
    assertEquals(2, lax.clearExpired().deleted(), "SWEEP-1: three hours are over for two");
    assertEquals(1, strict.clearExpired().deleted(), "SWEEP-1: without grace, as soon as it is dead");
  }

  @Rule("SWEEP-1")
  default void a_sweep_says_how_long_it_took_by_the_store_s_clock() {
    dead(2);
    kit().listener().during(event -> {
      if (event.kind().equals("expired")) {
        kit().clock().advance(Duration.ofSeconds(2));
      }
    });
    SweepResult result = kit().another(o -> o.listener(kit().listener())).clearExpired();
    assertEquals(new SweepResult(2, 1, Duration.ofSeconds(4)), result,
        "SWEEP-1: how many, in how many batches, how long");
  }

  @Rule("SWEEP-2")
  default void a_sweep_goes_on_in_batches_until_none_is_left() {
    SessionStore batches = kit().another(o -> o.sweepBatch(3));
    SessionStore listening = kit().another(o -> o.sweepBatch(3).listener(kit().listener()));
    for (SessionStore store : List.of(batches, listening)) {
      dead(7);
      SweepResult result = store.clearExpired();
      assertEquals(7, result.deleted(), "SWEEP-2: until none is left");
      assertEquals(3, result.batches(), "SWEEP-2: batches of three");
      dead(6);
      assertEquals(new SweepResult(6, 2, Duration.ZERO), store.clearExpired(), "SWEEP-2: the last batch is full");
      assertEquals(new SweepResult(0, 0, Duration.ZERO), store.clearExpired(), "SWEEP-2: nothing was left");
    }
  }

  @Rule(value = "SWEEP-2", needs = Capability.SQL)
  default void no_statement_of_a_sweep_deletes_more_than_a_batch() throws Exception {
    SessionStore batches = kit().another(o -> o.sweepBatch(3));
    List<SessionId> all = dead(7);
    List<Integer> left = new ArrayList<>();
    try (Gate gate = kit().probe().hold(writes())) {
      Race.AsyncCall<SweepResult> sweeping = Race.start(batches::clearExpired);
      sweeping.comesTo(gate);
      left.add(kit().jdbc().rows("select sid from " + kit().table()).size());
      try (Gate second = kit().probe().hold(writes())) {
        gate.release();
        sweeping.comesTo(second);
        left.add(kit().jdbc().rows("select sid from " + kit().table()).size());
      }
      assertEquals(7, sweeping.result().deleted(), "SWEEP-2: until none is left");
    }
    assertEquals(all.size(), left.get(0), "SWEEP-2: nothing before the first statement");
    assertTrue(left.get(1) >= 4, () -> "SWEEP-2: one statement deleted more than three, left are " + left.get(1));
  }

  @Rule(value = "SWEEP-3", needs = Capability.SQL)
  default void a_session_that_gains_life_while_a_sweep_is_under_way_survives() throws Exception {
    VirtualClock late = new VirtualClock(kit().clock().instant().plus(DAY).minusSeconds(1));
    SessionStore behind = kit().another(o -> o.clock(late)); // on a node whose clock runs late it is still live
    for (SessionStore sweeper : List.of(kit().store(), kit().another(o -> o.listener(kit().listener())))) {
      kit().store().clear();
      SessionId touched = behind.set(Session.of(SessionId.of("touched"), Map.of()).withMaxAge(Duration.ofMinutes(5)))
          .orElseThrow()
          .id();
      SessionId replaced = behind.set(Session.of(SessionId.of("replaced"), Map.of()).withMaxAge(Duration.ofMinutes(5)))
          .orElseThrow()
          .id();
      VirtualClock ahead = new VirtualClock(late.instant().plus(Duration.ofMinutes(7)));
      late.advance(Duration.ofMinutes(4));
      kit().clock().advanceTo(ahead.instant());
      try (Gate gate = kit().probe().hold(writes())) {
        Race.AsyncCall<SweepResult> sweeping = Race.start(sweeper::clearExpired);
        sweeping.comesTo(gate);
        assertTrue(behind.touch(touched));
        kit().store().set(Session.of(replaced, Map.of("new", true))).orElseThrow();
        gate.release();
        assertEquals(0, sweeping.result().deleted(), "SWEEP-3: none is dead any more");
      }
      assertTrue(behind.get(touched).isPresent(), "SWEEP-3: touched during the sweep, it survives");
      assertTrue(kit().store().get(replaced).isPresent(), "SWEEP-3: set during the sweep, it survives");
      assertEquals(List.of(), kit().listener().events("expired"), "SWEEP-3: it is not told as expired");
      late.advanceTo(kit().clock().instant());
    }
  }

  @Rule(value = "SWEEP-3", stochastic = true)
  default void who_is_told_that_a_session_lives_finds_it_after_the_sweep() throws Exception {
    VirtualClock late = new VirtualClock(kit().clock().instant());
    SessionStore behind = kit().another(o -> o.clock(late));
    SessionStore sweeper = kit().another(o -> o.sweepBatch(4));
    List<SessionId> ids = dead(40);
    late.advance(DAY.minusSeconds(1));
    List<Callable<List<SessionId>>> both = List.of(() -> ids.stream().filter(behind::touch).toList(), () -> {
      sweeper.clearExpired();
      return List.of();
    });
    for (SessionId id : kit().race(both).get(0)) {
      assertTrue(kit().store().get(id).isPresent(), "SWEEP-3: touch said it lives, and the sweep took it");
    }
  }

  /**
   * Both write to the same rows at once, many times: no gate can force what goes wrong inside a
   * database.
   */
  @Rule(value = "SWEEP-3", stochastic = true)
  default void who_is_told_that_a_session_is_stored_finds_it_after_a_sweep_that_somebody_listens_to() throws Exception {
    SessionStore setter = kit().another();
    SessionStore sweeper = kit().another(o -> o.sweepBatch(8).listener(kit().listener()));
    List<SessionId> ids = dead(48);
    long told = 0;
    for (int round = 0; round < 24; round++) {
      List<Integer> order = kit().order(ids.size());
      List<Callable<Long>> both = new ArrayList<>();
      for (int half = 0; half < 2; half++) {
        List<Integer> mine = order.subList(half * 24, half * 24 + 24);
        both.add(
            () -> mine.stream().filter(i -> setter.set(Session.of(ids.get(i), Map.of("i", i))).isPresent()).count());
      }
      both.add(() -> -sweeper.clearExpired().deleted());
      List<Long> counts = kit().race(both);
      told -= counts.get(2);
      assertEquals(counts.get(0) + counts.get(1), setter.length(),
          "SWEEP-3: set said it is stored, and the sweep took it");
      kit().clock().advance(DAY.plusMinutes(1));
    }
    assertEquals(told, kit().listener().events("expired").size(), "EVENT-3: told as often as a row was deleted");
  }

  @Rule(value = "SWEEP-4", needs = Capability.SQL)
  default void a_sweep_overtaken_by_another_counts_none_of_its_rows() throws Exception {
    SessionStore second = kit().another();
    for (SessionStore overtaken : List.of(kit().store(), kit().another(o -> o.listener(kit().listener())))) {
      dead(5);
      try (Gate gate = kit().probe().hold(writes())) {
        Race.AsyncCall<SweepResult> first = Race.start(overtaken::clearExpired);
        first.comesTo(gate);
        assertEquals(5, second.clearExpired().deleted(), "SWEEP-4: the second one takes all");
        gate.release();
        assertEquals(0, first.result().deleted(), "SWEEP-4: none is counted twice");
      }
      assertEquals(List.of(), kit().listener().events("expired"),
          "EVENT-3: a sweep that did not delete it does not tell of it");
    }
  }

  /** A sweep with a listener may delete row by row, and fail between two of them. */
  @Rule(value = {"EVENT-3", "SWEEP-4"}, needs = Capability.SQL)
  default void a_sweep_that_fails_on_its_way_tells_of_what_it_deleted_before() throws Exception {
    SessionStore listening = kit().another(o -> o.listener(kit().listener()));
    for (String state : List.of("58030", "40001", "08006")) {
      kit().listener().reset();
      dead(5);
      kit().probe().reset();
      kit().probe()
          .failNext(StatementProbe.nth(3, writes()), () -> new SQLException("broken by the kit", state),
              When.BEFORE);
      int rows;
      try {
        long deleted = listening.clearExpired().deleted();
        rows = kit().jdbc().rows("select sid from " + kit().table()).size();
        assertEquals(5 - rows, deleted, () -> "SWEEP-4: counted, though interrupted by " + state);
      } catch (SessionStoreException e) {
        assertFalse(e.outcomeUnknown() && state.equals("58030"), "ERR-2: nothing is in doubt");
        assertFalse(String.valueOf(e.getMessage()).contains("nothing was changed"), "ERR-2: two rows have gone");
        rows = kit().jdbc().rows("select sid from " + kit().table()).size();
      }
      int gone = 5 - rows;
      assertEquals(gone, kit().listener().events("expired").size(),
          () -> "EVENT-3: told of what had gone by then, interrupted by " + state);
      kit().probe().reset();
      listening.clearExpired();
      List<SessionHandle> told =
          kit().listener().events("expired").stream().flatMap(event -> event.handles().stream()).toList();
      assertEquals(5, told.size(), () -> "EVENT-3: each once, interrupted by " + state);
      assertEquals(5, Set.copyOf(told).size(), "EVENT-3: each of the rows");
    }
  }

  @Rule(value = "SWEEP-4", stochastic = true)
  default void sweepers_in_several_stores_share_the_rows_without_an_error() throws Exception {
    RecordingListener heard = kit().listener();
    List<SessionStore> nodes = List.of(kit().another(o -> o.sweepBatch(3)), kit().another(o -> o.sweepBatch(5)),
        kit().another(o -> o.sweepBatch(3).listener(heard)), kit().another(o -> o.sweepBatch(2).listener(heard)));
    for (int round = 0; round < 3; round++) {
      heard.reset();
      dead(40);
      List<SweepResult> results = kit().race(nodes.size(), i -> nodes.get(i)::clearExpired);
      assertEquals(40, results.stream().mapToLong(SweepResult::deleted).sum(), "SWEEP-4: each row is counted once");
      long told = heard.events("expired").stream().map(RecordingListener.Event::handles).distinct().count();
      assertEquals(results.get(2).deleted() + results.get(3).deleted(), told,
          "EVENT-3: told by the store that deleted it");
      assertEquals(told, heard.events("expired").size(), "EVENT-3: at most once per row");
      assertEquals(0, nodes.get(0).clearExpired().deleted(), "SWEEP-4: none is left");
    }
  }
}
