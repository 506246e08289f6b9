package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.Patience;
import dev.sessionstore.tck.probe.StatementProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules on reading, changing and writing in one call. */
interface UpdateRules extends RuleGroup {

  private static Session incremented(Session session) {
    return session.with("n", session.getLong("n", 0) + 1);
  }

  @Rule(value = "UPDATE-1", stochastic = true)
  default void concurrent_updates_lose_nothing() throws Exception {
    // no rule says how long it takes on a busy machine
    SessionStore first = kit().another(o -> o.updateTimeout(Patience.LIMIT));
    SessionStore second = kit().another(o -> o.updateTimeout(Patience.LIMIT));
    SessionId id = first.create(Map.of()).id();
    kit().race(32, t -> () -> {
      SessionStore mine = t % 2 == 0 ? first : second;
      for (int i = 0; i < 10; i++) {
        mine.update(id, UpdateRules::incremented).orElseThrow();
      }
      return t;
    });
    assertEquals(320L, first.get(id).orElseThrow().get("n"), "UPDATE-1: the sum is N x M");
  }

  @Rule({"UPDATE-1", "UPDATE-3"})
  default void an_update_that_loses_to_another_runs_again_on_what_the_other_wrote() {
    SessionId id = kit().store().create(Map.of("n", 10)).id();
    SessionStore second = kit().another();
    AtomicInteger runs = new AtomicInteger();
    Session returned = kit().store().update(id, s -> {
      if (runs.incrementAndGet() <= 12) { // a dozen, so that a bound by count would show
        second.update(id, UpdateRules::incremented).orElseThrow();
      }
      return incremented(s).with("mine", true);
    }).orElseThrow();
    assertEquals(13, runs.get(), "UPDATE-3: the function runs once more for each write that came between");
    assertEquals(Map.of("n", 23L, "mine", true), kit().store().get(id).orElseThrow().attributes().asMap(),
        "UPDATE-1: no increment is lost");
    assertEquals(23L, returned.get("n"), "UPDATE-1: the result is what was stored");
  }

  @Rule("UPDATE-1")
  default void an_update_answers_the_session_as_stored() {
    SessionId id = kit().store().create(Map.of("user", "ada", "a", 1)).id();
    kit().clock().advance(Duration.ofHours(1));
    Session returned =
        kit().store().update(id, s -> s.with("user", "bob").without("a").withMaxAge(Duration.ofHours(3))).orElseThrow();
    Session stored = kit().another().get(id).orElseThrow();
    assertEquals(Map.of("user", "bob"), stored.attributes().asMap(), "UPDATE-1: changed, removals included");
    assertEquals(stored, returned, "UPDATE-1: the result is as stored");
    assertEquals(stored.stamp(), returned.stamp(), "UPDATE-1: version, times and expiry too");
    assertEquals(1, kit().store().findBy(Kit.USER, "bob", 10, null).items().size(),
        "UPDATE-1: declared columns follow");
  }

  @Rule("UPDATE-2")
  default void an_update_of_a_session_that_is_gone_makes_nothing() {
    UnaryOperator<Session> never = s -> {
      throw new AssertionError("UPDATE-2: there is nothing to hand to the function");
    };
    assertEquals(Optional.empty(), kit().store().update(ID, never), "UPDATE-2: unknown");
    assertFalse(kit().store().destroy(ID), "UPDATE-2: nothing created");
    SessionId id = kit().store().create(Map.of()).id();
    kit().store().destroy(id);
    assertEquals(Optional.empty(), kit().store().update(id, never), "UPDATE-2: destroyed");
    SessionId dead = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY);
    assertEquals(Optional.empty(), kit().store().update(dead, never), "UPDATE-2: dead");
    assertEquals(Optional.empty(), kit().store().get(dead), "UPDATE-2: not revived");
  }

  @Rule("UPDATE-2")
  default void a_session_destroyed_while_the_function_runs_is_not_brought_back() {
    SessionStore second = kit().another();
    SessionId id = kit().store().create(Map.of()).id();
    AtomicInteger runs = new AtomicInteger();
    assertEquals(Optional.empty(), kit().store().update(id, s -> {
      runs.incrementAndGet();
      second.destroy(id);
      return s.with("a", 1);
    }), "UPDATE-2: gone by the time it is written");
    assertEquals(1, runs.get(), "UPDATE-2: found out without running the function again");
    assertFalse(kit().store().destroy(id), "UPDATE-2: nothing created");
  }

  @Rule("UPDATE-3")
  default void a_function_that_throws_changes_nothing() {
    Session copy = kit().store().create(Map.of("a", 1));
    for (Throwable own : List.of(new ArithmeticException("the function's own"),
        new StackOverflowError("its own error"))) {
      assertSame(own, assertThrows(own.getClass(), () -> kit().store().update(copy.id(), s -> {
        s.with("a", 2);
        if (own instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) own;
      })), "UPDATE-3: its exception comes out, the very same");
      Session there = kit().store().get(copy.id()).orElseThrow();
      assertEquals(copy, there, "UPDATE-3: nothing changes");
      assertEquals(copy.stamp(), there.stamp(), "UPDATE-3: nothing was written");
    }
    assertEquals(1L, kit().store().update(copy.id(), UpdateRules::incremented).orElseThrow().get("n"),
        "UPDATE-3: the store stays usable");
  }

  @Rule("UPDATE-3")
  default void a_function_that_throws_after_it_has_lost_changes_nothing_and_blocks_nobody() throws Exception {
    SessionStore second = kit().another();
    SessionId id = kit().store().create(Map.of()).id();
    AtomicInteger runs = new AtomicInteger();
    assertThrows(ArithmeticException.class, () -> kit().store().update(id, s -> {
      if (runs.incrementAndGet() > 2) {
        throw new ArithmeticException("the function's own");
      }
      second.update(id, UpdateRules::incremented);
      return s.with("mine", true);
    }), "UPDATE-3: its exception comes out of a later run too");
    assertEquals(3L,
        Race.start(() -> kit().store().update(id, UpdateRules::incremented)).result().orElseThrow().get("n"),
        "UPDATE-3: the store stays usable, from other threads as well");
    assertFalse(kit().store().get(id).orElseThrow().attributes().names().contains("mine"), "UPDATE-3: nothing changes");
  }

  @Rule("UPDATE-3")
  @SuppressWarnings("NullAway") // a wrong function is what is tested
  default void a_function_may_not_answer_null_or_change_the_id() {
    Session copy = kit().store().create(Map.of("a", 1));
    Session other = kit().store().create(Map.of("a", 1));
    UnaryOperator<@Nullable Session> nothing = s -> null;
    for (IllegalArgumentException refusal : List.of(
        assertThrows(IllegalArgumentException.class, () -> kit().store().update(copy.id(), nothing::apply),
            "UPDATE-3: null is refused"),
        assertThrows(IllegalArgumentException.class, () -> kit().store().update(copy.id(), s -> other),
            "UPDATE-3: another id is refused"),
        assertThrows(IllegalArgumentException.class,
            () -> kit().store().update(copy.id(), s -> Session.of(ID, Map.of("b", 1))),
            "UPDATE-3: a session of nobody's is refused"),
        assertThrows(IllegalArgumentException.class, () -> kit().store().rotate(copy.id(), s -> other),
            "UPDATE-3: rotate refuses it as well"))) {
      assertFalse(Secrets.texts(refusal).contains(copy.id().value()), "UPDATE-3: in a sentence without the id");
    }
    for (Session each : List.of(copy, other)) {
      assertEquals(each.stamp(), kit().store().get(each.id()).orElseThrow().stamp(), "UPDATE-3: nothing was written");
    }
    assertFalse(kit().store().destroy(ID), "UPDATE-3: nothing was made");
  }

  @Rule("UPDATE-4")
  default void an_update_that_keeps_losing_ends_in_a_conflict_exception() {
    SessionStore second = kit().another();
    SessionId id = kit().store().create(Map.of()).id();
    UnaryOperator<Session> loses = s -> {
      second.update(id, UpdateRules::incremented).orElseThrow();
      return s.with("mine", true);
    };
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(30))) {
      SessionStore hasty = kit().another(o -> o.updateTimeout(timeout));
      SessionConflictException failure = assertThrows(SessionConflictException.class, () -> hasty.update(id, loses),
          "UPDATE-4: bounded by updateTimeout");
      assertFalse(Secrets.texts(failure).contains(id.value()), "UPDATE-4: in a sentence without the id");
      assertThrows(SessionConflictException.class, () -> hasty.rotate(id, loses),
          "UPDATE-4: rotate is bounded as well");
      assertFalse(hasty.get(id).orElseThrow().attributes().names().contains("mine"),
          "UPDATE-4: what the others wrote stays");
      assertEquals(1L, hasty.update(id, s -> s.with("n", 1)).orElseThrow().get("n"), "UPDATE-4: the next call works");
    }
  }

  @Rule("UPDATE-4")
  default void a_timeout_of_zero_is_one_attempt() {
    SessionStore second = kit().another();
    SessionStore once = kit().another(o -> o.updateTimeout(Duration.ZERO));
    SessionId id = kit().store().create(Map.of()).id();
    AtomicInteger runs = new AtomicInteger();
    assertThrows(SessionConflictException.class, () -> once.update(id, s -> {
      runs.incrementAndGet();
      second.update(id, UpdateRules::incremented);
      return s.with("mine", true);
    }));
    assertEquals(1, runs.get(), "UPDATE-4: no time, no second attempt");
  }

  @Rule("UPDATE-4")
  default void threads_that_queue_for_one_session_do_not_wait_for_each_others_functions_for_ever() throws Exception {
    SessionStore second = kit().another();
    SessionId id = kit().store().create(Map.of()).id();
    AtomicInteger runs = new AtomicInteger();
    Session returned = kit().store().update(id, s -> {
      if (runs.incrementAndGet() == 2) {
        // it has lost once and may hold a place in a queue: another thread of this store must get
        // through
        try {
          Race.start(() -> kit().store().update(id, UpdateRules::incremented)).result().orElseThrow();
        } catch (Exception e) {
          throw new AssertionError("UPDATE-4: the other thread's update failed", e);
        }
      } else if (runs.get() == 1) {
        second.update(id, UpdateRules::incremented);
      }
      return incremented(s);
    }).orElseThrow();
    assertEquals(3L, returned.get("n"), "UPDATE-4: all three are counted");
  }

  @Rule("UPDATE-5")
  default void an_equal_session_is_not_written() {
    Session copy = kit().store().create(Map.of("a", 1, "l", List.of("x")));
    kit().clock().advance(Duration.ofHours(1));
    for (UnaryOperator<Session> same : List.<UnaryOperator<Session>>of(s -> s, s -> s.with("a", 1),
        s -> s.with("b", 2).without("b"), s -> s.with("l", List.of("x")), s -> s.without("never there"))) {
      Session returned = kit().store().update(copy.id(), same).orElseThrow();
      assertEquals(copy, returned, "UPDATE-5: the session is returned");
      assertEquals(copy.stamp(), returned.stamp(), "UPDATE-5: as it is stored");
      assertEquals(copy.stamp(), kit().store().get(copy.id()).orElseThrow().stamp(),
          "UPDATE-5: no write: version, times and expiry stay");
    }
    for (UnaryOperator<Session> change : List.<UnaryOperator<Session>>of(s -> s.with("a", null), s -> s.without("a"),
        s -> s.with("a", "1"), s -> s.withMaxAge(Duration.ofHours(1)),
        s -> s.withFixedExpiry(kit().clock().instant().plusSeconds(60)))) {
      Session before = kit().store().get(copy.id()).orElseThrow();
      kit().store().update(copy.id(), change).orElseThrow();
      assertNotEquals(before.stamp(), kit().store().get(copy.id()).orElseThrow().stamp(),
          "UPDATE-5: any difference is written");
    }
  }

  @Rule(value = "UPDATE-5", needs = Capability.SQL)
  default void an_equal_session_sends_no_write() {
    SessionId id = kit().store().create(Map.of("a", 1)).id();
    kit().probe().reset();
    kit().store().update(id, s -> s.with("a", 1));
    assertEquals(1, kit().probe().snapshot().statements(),
        () -> "UPDATE-5: one read alone; sent were " + kit().probe().texts());
    assertEquals(List.of(), kit().probe().texts().stream().filter(StatementProbe.writes()).toList(),
        "UPDATE-5: no write");
    assertEquals(0, kit().probe().snapshot().commits(), "UPDATE-5: nothing to commit");
  }
}
