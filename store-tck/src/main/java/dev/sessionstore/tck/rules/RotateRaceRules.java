package dev.sessionstore.tck.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Rules on rotations that meet other calls. */
interface RotateRaceRules extends RuleGroup {

  @Rule("ROTATE-4")
  default void a_rotation_that_meets_another_on_its_way_finds_nothing() {
    SessionStore second = kit().another();
    Session before = kit().store().create(Map.of("a", 1));
    List<Session> winner = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    assertEquals(Optional.empty(), kit().store().rotate(before.id(), s -> {
      runs.incrementAndGet();
      winner.add(second.rotate(before.id()).orElseThrow());
      return s.with("late", true);
    }), "ROTATE-4: the other was first");
    assertEquals(1, runs.get(), "ROTATE-4: the function is not run again: there is no session");
    assertEquals(winner.get(0).stamp(), second.get(winner.get(0).id()).orElseThrow().stamp(),
        "ROTATE-4: the winner's session is there");
    assertEquals(1, second.length(), "ROTATE-4: there is one session");
  }

  @Rule("ROTATE-4")
  default void a_rotation_that_meets_a_write_on_its_way_takes_it_along() {
    SessionStore second = kit().another();
    Session before = kit().store().create(Map.of("a", 1));
    AtomicInteger runs = new AtomicInteger();
    Session after = kit().store().rotate(before.id(), s -> {
      if (runs.incrementAndGet() == 1) {
        second.update(before.id(), other -> other.with("b", 2));
      }
      return s.with("user", "ada");
    }).orElseThrow();
    assertEquals(Map.of("a", 1L, "b", 2L, "user", "ada"), second.get(after.id()).orElseThrow().attributes().asMap(),
        "ROTATE-4: nothing is lost");
    assertEquals(Optional.empty(), second.get(before.id()), "ROTATE-4: the old id is unknown");
  }

  @Rule(value = "ROTATE-4", needs = Capability.SQL)
  default void of_two_rotations_whose_statements_cross_the_later_finds_nothing() throws Exception {
    SessionStore second = kit().another();
    for (boolean copy : List.of(true, false)) {
      Session before = kit().store().create(Map.of());
      try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
        Race.AsyncCall<Optional<Session>> held = Race.start(() -> copy
            ? kit().store().rotate(before.with("late", true)).session()
            : kit().store().rotate(before.id(), s -> s.with("late", true)));
        held.comesTo(gate);
        assertTrue(second.get(before.id()).isPresent(), "ROTATE-4: until then the old id is live");
        Session winner = second.rotate(before.id()).orElseThrow();
        gate.release();
        assertEquals(Optional.empty(), held.result(), "ROTATE-4: one wins, the other is empty");
        assertEquals(winner.stamp(), second.get(winner.id()).orElseThrow().stamp(),
            "ROTATE-4: the winner's session is there");
        assertEquals(Optional.empty(), second.get(before.id()), "ROTATE-4: the old id is unknown");
        second.destroy(winner.id());
        assertEquals(0, second.length(), "ROTATE-4: no row under a third id");
      }
    }
  }

  @Rule(value = {"ROTATE-2", "ROTATE-4"}, needs = Capability.SQL)
  default void at_no_moment_of_a_rotation_do_both_ids_live_or_none() {
    Session session = kit().store().create(Map.of("a", 1));
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    // looks before each statement and each commit, on another connection, and holds no statement
    try (Gate looks = kit().probe().hold(sql -> {
      if (!sql.equals(StatementProbe.CONNECT)) {
        seen.add(rowsBefore(sql));
      }
      return false;
    })) {
      Session after = kit().store().rotate(session.id(), s -> s.with("b", 1)).orElseThrow();
      after = kit().store().rotate(after).session().orElseThrow();
      seen.add(rowsBefore("the end"));
      assertFalse(looks.wasReached());
      assertEquals(2L, kit().store().get(after.id()).map(s -> s.attributes().size()).orElseThrow().longValue());
    }
    assertTrue(seen.size() >= 4, () -> "ROTATE-4: looked before " + seen);
    for (String look : seen) {
      assertTrue(look.startsWith("1 row before "),
          () -> "ROTATE-4: there must be one row, under the old id or the new, but there were " + look);
    }
  }

  private String rowsBefore(String sql) {
    try {
      String rows =
          Objects.requireNonNull(kit().jdbc().rows("select count(*) as n from " + kit().table()).get(0).get("n"));
      return rows + (rows.equals("1") ? " row before " : " rows before ") + sql;
    } catch (SQLException e) {
      throw new IllegalStateException("The kit could not look at the table.", e);
    }
  }

  @Rule(value = "ROTATE-5", needs = Capability.SQL)
  default void a_stale_save_held_back_during_a_rotation_does_not_restore_the_old_id() throws Exception {
    SessionStore second = kit().another();
    for (boolean rotating : List.of(false, true)) {
      Session before = kit().store().create(Map.of("a", 1));
      try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
        Session stale = before.with("a", 2);
        Race.AsyncCall<SaveResult> held =
            Race.start(() -> rotating ? kit().store().rotate(stale) : kit().store().save(stale));
        held.comesTo(gate);
        Session after = second.rotate(before.id()).orElseThrow();
        gate.release();
        assertEquals(Status.GONE, held.result().status(), "ROTATE-5: the copy is GONE");
        assertEquals(Optional.empty(), second.get(before.id()), "ROTATE-5: the id is not turned back");
        assertEquals(1L, second.get(after.id()).orElseThrow().get("a"), "ROTATE-5: what the rotation wrote stays");
        second.destroy(after.id());
      }
    }
    assertEquals(0, second.length(), "ROTATE-5: no row more");
  }

  @Rule(value = "ROTATE-5", needs = Capability.SQL)
  default void an_update_held_back_during_a_rotation_finds_nothing() throws Exception {
    SessionStore second = kit().another();
    Session before = kit().store().create(Map.of("a", 1));
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<Optional<Session>> held = Race.start(() -> kit().store().update(before.id(), s -> s.with("a", 2)));
      held.comesTo(gate);
      Session after = second.rotate(before.id()).orElseThrow();
      gate.release();
      assertEquals(Optional.empty(), held.result(), "ROTATE-5: gone under the old id");
      assertEquals(1L, second.get(after.id()).orElseThrow().get("a"), "ROTATE-5: what the rotation wrote stays");
    }
    assertEquals(1, second.length(), "ROTATE-5: no row more");
  }

  @Rule(value = "ROTATE-4", stochastic = true)
  default void of_many_rotations_of_one_id_at_once_one_wins() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 15; round++) {
      Session before = kit().store().create(Map.of("a", 1));
      List<Optional<Session>> results = kit().race(8, i -> () -> {
        SessionStore store = i % 2 == 0 ? kit().store() : second;
        return i < 4 ? store.rotate(before.id()) : store.rotate(before).session();
      });
      List<Session> winners = results.stream().flatMap(Optional::stream).toList();
      assertEquals(1, winners.size(), "ROTATE-4: exactly one wins");
      assertTrue(second.get(winners.get(0).id()).isPresent(), "ROTATE-4: its id is live");
      assertEquals(Optional.empty(), second.get(before.id()), "ROTATE-4: the old one is not");
      assertEquals(round + 1, second.length(), "ROTATE-4: no row more");
    }
  }

  @Rule(value = "ROTATE-4", stochastic = true)
  default void whoever_looks_during_rotations_sees_one_session() throws Exception {
    SessionStore second = kit().another();
    Session session = kit().store().create(Map.of());
    AtomicBoolean over = new AtomicBoolean();
    List<Long> wrong = kit().<List<Long>>race(2, i -> () -> {
      List<Long> odd = new ArrayList<>();
      if (i == 0) {
        try {
          SessionId id = session.id();
          for (int n = 0; n < 60; n++) {
            id = kit().store().rotate(id).orElseThrow().id();
          }
        } finally {
          over.set(true);
        }
      }
      while (!over.get()) {
        long rows = second.length();
        if (rows != 1) {
          odd.add(rows);
        }
      }
      return odd;
    }).stream().flatMap(List::stream).toList();
    assertEquals(List.of(), wrong, "ROTATE-4: there was a moment with both ids or none");
  }

  @Rule(value = "ROTATE-5", stochastic = true)
  default void rotations_and_saves_of_stale_copies_at_once_leave_one_session() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 15; round++) {
      kit().store().clear();
      Session before = kit().store().create(Map.of());
      List<Object> results = kit().race(6, i -> () -> i == 2
          ? kit().store().rotate(before.id())
          : (Object) second.save(before.with("by", i)).status());
      @SuppressWarnings("unchecked") // the third call's type
      Session after = ((Optional<Session>) results.get(2)).orElseThrow();
      assertEquals(Optional.empty(), second.get(before.id()), "ROTATE-5: the old id is unknown");
      assertEquals(after.attributes(), second.get(after.id()).orElseThrow().attributes(),
          "ROTATE-5: the session is as the rotation returned it");
      assertEquals(1, second.length(), "ROTATE-5: no row more");
    }
  }

  @Rule("ROTATE-7")
  default void what_a_rotation_to_a_given_id_adds_is_never_seen_under_the_old_one() {
    SessionStore second = kit().another();
    Session before = kit().store().create(Map.of("a", 1));
    SessionId wanted = SessionId.of("drawn-by-the-caller");
    List<Object> seen = new ArrayList<>();
    Runnable look = () -> second.get(before.id()).ifPresent(s -> seen.add(s.attributes().asMap()));
    SessionStore looking = kit().another(o -> o.listener(new SessionListener() {
      @Override
      public void saved(SessionHandle session) {
        look.run();
      }

      @Override
      public void rotated(SessionHandle from, SessionHandle to) {
        look.run();
      }
    }));
    AtomicInteger runs = new AtomicInteger();
    Session after = looking.rotate(before.id(), wanted, s -> {
      look.run();
      if (runs.incrementAndGet() < 3) {
        second.update(before.id(), other -> other.with("b", runs.get()));
      }
      return s.with("user", "ada");
    }).orElseThrow();
    assertEquals(List.of(Map.of("a", 1L), Map.of("a", 1L, "b", 1L), Map.of("a", 1L, "b", 2L)), seen,
        "ROTATE-7: under the old id there was what the others wrote, and nothing else");
    assertEquals(wanted, after.id(), "ROTATE-7: under the id that was asked for");
    Session stored = second.get(wanted).orElseThrow();
    assertEquals(Map.of("a", 1L, "b", 2L, "user", "ada"), stored.attributes().asMap(), "ROTATE-7: nothing is lost");
    assertEquals(stored.stamp(), after.stamp(), "ROTATE-7: the result is as stored");
    assertEquals(Optional.empty(), second.get(before.id()), "ROTATE-7: the old id is unknown");
    assertEquals(1, second.length(), "ROTATE-7: no row more");
  }

  @Rule(value = "ROTATE-7", needs = Capability.SQL)
  default void whichever_statement_of_a_contended_rotation_fails_the_session_is_as_it_was() {
    SessionStore second = kit().another();
    for (int statement = 1; statement <= 3; statement++) {
      // the statements: the write that loses, the read of the newer copy, the write that would win
      int failing = statement;
      Session before = kit().store().create(Map.of("a", 1));
      SessionId wanted = SessionId.of("drawn-by-the-caller-" + statement);
      AtomicInteger runs = new AtomicInteger();
      SessionStoreException failure =
          assertThrows(SessionStoreException.class, () -> kit().store().rotate(before.id(), wanted, s -> {
            if (runs.incrementAndGet() == 1) {
              second.update(before.id(), other -> other.with("b", 2));
              kit().probe().failNext(StatementProbe.nth(failing, StatementProbe.statements()),
                  () -> new SQLException("the kit's", "58000"), StatementProbe.When.BEFORE);
            }
            return s.with("user", "ada");
          }), "ROTATE-7: the failure comes out");
      assertFalse(failure.outcomeUnknown(), "ROTATE-7: it is known that nothing was done");
      assertEquals(Map.of("a", 1L, "b", 2L), second.get(before.id()).orElseThrow().attributes().asMap(),
          "ROTATE-7: the session is as it was");
      assertEquals(Optional.empty(), second.get(wanted), "ROTATE-7: and not under the new id");
    }
  }

  @Rule(value = "ROTATE-7", needs = Capability.SQL)
  default void a_rotation_whose_answer_was_lost_is_under_one_id_and_with_the_change_only_under_the_new() {
    Session before = kit().store().create(Map.of("a", 1));
    SessionId wanted = SessionId.of("drawn-by-the-caller");
    kit().probe()
        .failNext(StatementProbe.writes(), () -> new SQLException("the kit's", "08006"), StatementProbe.When.AFTER);
    SessionStoreException failure = assertThrows(SessionStoreException.class,
        () -> kit().store().rotate(before.id(), wanted, s -> s.with("user", "ada")), "ROTATE-7: the failure comes out");
    assertTrue(failure.outcomeUnknown(), "ROTATE-7: and says that the outcome is unknown");
    Optional<Session> old = kit().store().get(before.id());
    Optional<Session> moved = kit().store().get(wanted);
    assertEquals(1, kit().store().length(), "ROTATE-7: there is one session");
    old.ifPresent(s -> assertEquals(Map.of("a", 1L), s.attributes().asMap(), "ROTATE-7: under the old id as it was"));
    moved.ifPresent(s -> assertEquals(Map.of("a", 1L, "user", "ada"), s.attributes().asMap(),
        "ROTATE-7: under the new with the change"));
  }

  @Rule("ROTATE-7")
  default void a_rotation_to_a_given_id_is_refused_where_it_cannot_be() {
    Session other = kit().store().create(Map.of("who", "other"));
    Session before = kit().store().create(Map.of("who", "me"));
    UnaryOperator<Session> change = s -> s.with("user", "ada");
    assertThrows(SessionStoreException.class, () -> kit().store().rotate(before.id(), other.id(), change),
        "ROTATE-7: a taken id is an error");
    assertThrows(IllegalArgumentException.class,
        () -> kit().store().rotate(before.id(), SessionId.of("no such\nid"), change),
        "ROTATE-7: a malformed one is refused");
    assertThrows(IllegalArgumentException.class, () -> kit().store().rotate(before.id(), before.id(), change),
        "ROTATE-7: and so is its own");
    assertThrows(IllegalArgumentException.class,
        () -> kit().store().rotate(before.id(), SessionId.of("another"), s -> other),
        "ROTATE-7: and so is a function that returns another session");
    SessionStore second = kit().another();
    SessionStore hasty = kit().another(o -> o.updateTimeout(Duration.ZERO));
    assertThrows(SessionConflictException.class, () -> hasty.rotate(before.id(), SessionId.of("another"), s -> {
      second.update(before.id(), o -> o.with("n", o.getLong("n", 0) + 1));
      return change.apply(s);
    }), "ROTATE-7: a call that keeps losing fails when its time is over");
    assertEquals(Map.of("who", "me", "n", 1L), second.get(before.id()).orElseThrow().attributes().asMap(),
        "ROTATE-7: it is as it was");
    assertEquals(other, second.get(other.id()).orElseThrow(),
        "ROTATE-7: the session under the taken id is as it was");
    assertEquals(Optional.empty(), second.get(SessionId.of("another")), "ROTATE-7: nothing was made");
    second.destroy(before.id());
    assertEquals(Optional.empty(), kit().store().rotate(before.id(), SessionId.of("another"), change),
        "ROTATE-7: gone, there is nothing to rotate");
    assertEquals(Optional.empty(), kit().store().rotate(SessionId.of("no such\nid"), SessionId.of("another"), change),
        "ROTATE-7: a malformed id has nothing to rotate");
    assertEquals(1, second.length(), "ROTATE-7: no row more, none less");
  }

  @Rule(value = "ROTATE-7", stochastic = true)
  default void logins_beside_writers_are_never_seen_under_the_old_id() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 10; round++) {
      SessionId old = kit().store().create(Map.of()).id();
      SessionId wanted = SessionId.of("drawn-by-the-caller-" + round);
      AtomicBoolean over = new AtomicBoolean();
      List<Integer> seen = kit().race(4, i -> () -> {
        if (i == 0) {
          try {
            kit().store().rotate(old, wanted, s -> s.with("user", "ada")).orElseThrow();
          } finally {
            over.set(true);
          }
          return 0;
        }
        int signedIn = 0;
        while (!over.get()) {
          signedIn +=
              second.update(old, s -> s.with("n", s.getLong("n", 0) + 1)).filter(s -> s.get("user") != null).isPresent()
                  ? 1
                  : 0;
        }
        return signedIn;
      });
      assertEquals(List.of(0, 0, 0, 0), seen, "ROTATE-7: a writer saw the log-in under the old id");
      assertEquals("ada", second.get(wanted).orElseThrow().get("user"), "ROTATE-7: it is under the new one");
      assertEquals(round + 1, second.length(), "ROTATE-7: no row more");
    }
  }
}
