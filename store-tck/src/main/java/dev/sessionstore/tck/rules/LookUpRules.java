package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.probe.StatementProbe.reads;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe.When;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules on look-ups of many threads that share a statement, by the option {@code lookUpBatch}. */
interface LookUpRules extends RuleGroup {

  private List<SessionId> sessions(int n) {
    return IntStream.range(0, n).mapToObj(i -> kit().store().create(Map.of("owner", i)).id()).toList();
  }

  private static List<Race.AsyncCall<Optional<Session>>> lookUps(SessionStore store, List<SessionId> ids) {
    return ids.stream().map(id -> Race.start(() -> store.get(id))).toList();
  }

  private static void requireOwn(int owner, int n, Optional<Session> found) {
    assertTrue(found.isPresent(), "GET-8: a live session is found");
    assertEquals((long) owner, found.get().get("owner"), "GET-8: each caller gets the session that he asked for");
    assertEquals((long) n, found.get().get("n"), "GET-8: with all that was written before he asked");
  }

  @Rule(value = "GET-8", needs = Capability.SQL)
  default void look_ups_answered_together_answer_what_each_would_alone() throws Exception {
    SessionStore store = kit().another(o -> o.lookUpBatch(64));
    SessionId unknown = SessionId.of("an-id-of-nobody");
    SessionId dead = kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMillis(1))).orElseThrow().id();
    List<SessionId> ids = sessions(4);
    kit().clock().advance(Duration.ofMillis(1));
    for (int round = 1; round <= 6; round++) {
      int n = round;
      try (Gate gate = kit().probe().hold(reads())) {
        Race.AsyncCall<Optional<Session>> first = Race.start(() -> store.get(unknown));
        first.comesTo(gate);
        ids.forEach(id -> kit().store().update(id, s -> s.with("n", n)));
        List<Race.AsyncCall<Optional<Session>>> others = lookUps(store, ids);
        List<Race.AsyncCall<Optional<Session>>> nothing = lookUps(store, List.of(dead, unknown));
        others.forEach(Race.AsyncCall::isOverOrWaits);
        gate.release(); // now the look-ups that wait share a statement
        for (int i = 0; i < ids.size(); i++) {
          requireOwn(i, n, others.get(i).result());
        }
        for (Race.AsyncCall<Optional<Session>> none : nothing) {
          assertEquals(Optional.empty(), none.result(), "GET-8: the dead and the unknown are none among others too");
        }
        assertEquals(Optional.empty(), first.result(), "GET-8: so is the one that came first");
      }
    }
  }

  @Rule(value = "GET-8", needs = Capability.SQL)
  default void a_look_up_that_hangs_makes_no_other_wait() throws Exception {
    SessionStore store = kit().another(o -> o.lookUpBatch(64));
    List<SessionId> ids = sessions(4);
    SQLException timeout = new SQLTimeoutException("timeout made by the kit");
    try (Gate gate = kit().probe().hangNext(reads(), () -> timeout, When.BEFORE)) {
      Race.AsyncCall<SessionStoreException> hanging = Race.start(
          () -> assertThrows(SessionStoreException.class, () -> store.get(ids.get(0)),
              "GET-8: it fails when the driver stops waiting"));
      hanging.comesTo(gate);
      ids.forEach(id -> kit().store().update(id, s -> s.with("n", 1)));
      List<Race.AsyncCall<Optional<Session>>> others = lookUps(store, ids);
      for (int i = 0; i < ids.size(); i++) {
        requireOwn(i, 1, others.get(i).result());
      }
      requireOwn(1, 2, store.update(ids.get(1), s -> s.with("n", 2)));
      requireOwn(1, 2, store.get(ids.get(1)));
      assertTrue(store.destroy(ids.get(1)));
      assertEquals(Optional.empty(), store.get(ids.get(1)), "GET-8: what was destroyed while one hangs is gone");
      gate.release();
      SessionStoreException told = hanging.result();
      assertTrue(Causes.of(told).contains(timeout),
          () -> "GET-8: its failure is its own, and nobody made it wait for longer; got " + told);
    }
    requireOwn(0, 1, store.get(ids.get(0)));
  }

  @Rule(value = "GET-8", stochastic = true)
  default void of_many_threads_each_reads_what_it_wrote_and_nobody_reads_another_s_session() throws Exception {
    SessionStore store = kit().another(o -> o.lookUpBatch(5));
    List<SessionId> ids = IntStream.range(0, 12).mapToObj(i -> SessionId.of("an-id-of-number-" + i)).toList();
    kit().race(ids.size(), i -> () -> {
      SessionId next = ids.get((i + 1) % ids.size());
      for (int n = 1; n <= 15; n++) {
        store.set(Session.of(ids.get(i), Map.of("owner", i, "n", n)));
        requireOwn(i, n, store.get(ids.get(i)));
        assertEquals((long) (i + 1) % ids.size(),
            store.get(next).map(s -> s.get("owner")).orElse((long) (i + 1) % ids.size()),
            "GET-8: a session is found under its own id alone");
        if (n % 3 == 0) {
          store.destroy(ids.get(i));
          assertEquals(Optional.empty(), store.get(ids.get(i)),
              "GET-8: who has destroyed a session does not see it again");
        }
      }
      return true;
    });
  }
}
