package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Rules on moving a session to a new id. */
interface RotateRules extends RuleGroup {

  @Rule("ROTATE-1")
  default void rotation_gives_a_new_id_and_keeps_the_rest() {
    Session before = kit().store().create(Map.of("a", 1, "user", "ada"));
    kit().clock().advance(Duration.ofHours(1));
    Session after = kit().store().rotate(before.id()).orElseThrow();
    assertNotEquals(before.id(), after.id(), "ROTATE-1: a new id");
    Session stored = kit().another().get(after.id()).orElseThrow();
    assertEquals(before, stored, "ROTATE-1: data as they were");
    assertEquals(stored, after, "ROTATE-1: the result is as stored");
    assertEquals(stored.stamp(), after.stamp(), "ROTATE-1: version, times and expiry too");
    assertEquals(before.createdAt(), stored.createdAt(), "ROTATE-1: created when it was");
    assertEquals(kit().clock().instant().plus(DAY), stored.expiresAt(), "ROTATE-1: it slides like any write");
    assertEquals(1, kit().store().findBy(USER, "ada", 10, null).items().size(), "ROTATE-1: the column goes along");
    assertEquals(1, kit().store().length(), "ROTATE-1: it is one session");
    assertEquals(Status.SAVED, kit().store().save(after.with("b", 2)).status(), "ROTATE-1: the result can be saved");
  }

  @Rule("ROTATE-1")
  default void the_function_given_along_changes_data_and_columns_in_the_same_write() {
    Session before = kit().store().create(Map.of("a", 1, "cart", List.of("tea")));
    Session after = kit().store()
        .rotate(before.id(), s -> s.with("user", "ada").without("a").withMaxAge(Duration.ofHours(2)))
        .orElseThrow();
    Session stored = kit().another().get(after.id()).orElseThrow();
    assertEquals(Map.of("user", "ada", "cart", List.of("tea")), stored.attributes().asMap(),
        "ROTATE-1: as the function makes them");
    assertEquals(stored, after, "ROTATE-1: the result is as stored");
    assertEquals(kit().clock().instant().plus(Duration.ofHours(2)), stored.expiresAt(), "ROTATE-1: its idle time too");
    assertEquals(1, kit().store().findBy(USER, "ada", 10, null).items().size(), "ROTATE-1: declared columns follow");
    ArithmeticException own = new ArithmeticException("the function's own");
    assertEquals(own, assertThrows(ArithmeticException.class, () -> kit().store().rotate(after.id(), s -> {
      throw own;
    })), "ROTATE-1: what the function throws comes out");
    assertEquals(after.stamp(), kit().store().get(after.id()).orElseThrow().stamp(),
        "ROTATE-1: and nothing has changed");
  }

  @Rule("ROTATE-1")
  default void a_loaded_copy_rotates_with_its_pending_changes() {
    Session before = kit().store().create(Map.of("a", 1));
    kit().clock().advance(Duration.ofHours(1));
    Session after = kit().store().rotate(before.with("user", "ada").without("a")).session().orElseThrow();
    assertNotEquals(before.id(), after.id(), "ROTATE-1: a new id");
    Session stored = kit().another().get(after.id()).orElseThrow();
    assertEquals(Map.of("user", "ada"), stored.attributes().asMap(), "ROTATE-1: with what was pending");
    assertEquals(stored, after, "ROTATE-1: the result is as stored");
    assertEquals(stored.stamp(), after.stamp(), "ROTATE-1: version, times and expiry too");
    assertEquals(before.createdAt(), stored.createdAt(), "ROTATE-1: created when it was");
    assertEquals(Status.SAVED, kit().store().rotate(after).status(), "ROTATE-1: the result can be rotated");
    assertEquals(1, kit().store().length(), "ROTATE-1: it is one session");
  }

  @Rule("ROTATE-1")
  default void rotation_keeps_the_absolute_deadline_and_a_fixed_expiry() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(30)));
    Session session = capped.create(Map.of());
    Instant fixed = kit().clock().instant().plus(Duration.ofHours(25));
    capped.set(Session.of(ID, Map.of()).withFixedExpiry(fixed));
    Instant deadline = session.createdAt().plus(Duration.ofHours(30));
    kit().clock().advance(Duration.ofHours(20));
    session = capped.rotate(session.id()).orElseThrow();
    assertEquals(deadline, session.expiresAt(), "ROTATE-1: no rotation prolongs beyond the deadline");
    session = capped.rotate(session).session().orElseThrow();
    assertEquals(deadline, capped.get(session.id()).orElseThrow().expiresAt(),
        "ROTATE-1: that of a copy does not either");
    Session ending = capped.get(capped.rotate(ID).orElseThrow().id()).orElseThrow();
    assertEquals(fixed, ending.expiresAt(), "ROTATE-1: a fixed expiry stays");
    assertEquals(Optional.of(fixed), ending.fixedExpiry(), "ROTATE-1: and stays fixed");
  }

  @Rule({"ROTATE-1", "CREATE-2"})
  default void a_rotation_never_lands_on_a_taken_id_or_its_own() {
    Session other = kit().store().create(Map.of("who", "other"));
    List<String> draws = new ArrayList<>();
    SessionStore drawing = kit().another(o -> o.idGenerator(() -> draws.remove(0)));
    Session session = kit().store().set(Session.of(ID, Map.of("who", "me"))).orElseThrow();
    draws.addAll(List.of(ID.value(), other.id().value(), "free-one"));
    session = drawing.rotate(ID).orElseThrow();
    assertEquals("free-one", session.id().value(), "ROTATE-1: another id is drawn");
    draws.addAll(List.of("free-one", other.id().value(), "free-two"));
    session = drawing.rotate(session).session().orElseThrow();
    assertEquals("free-two", session.id().value(), "ROTATE-1: for a copy as well");
    assertEquals("me", kit().store().get(session.id()).orElseThrow().get("who"),
        "ROTATE-1: the session has moved there");
    assertEquals(other.stamp(), kit().store().get(other.id()).orElseThrow().stamp(), "ROTATE-1: what was there stays");
    assertEquals(2, kit().store().length(), "ROTATE-1: no row more, none less");
  }

  @Rule({"ROTATE-2", "CREATE-2"})
  default void a_generator_that_yields_nothing_new_leaves_the_session_where_it_is() {
    Session other = kit().store().create(Map.of());
    Session session = kit().store().create(Map.of("a", 1));
    for (SessionId useless : List.of(other.id(), session.id())) {
      AtomicInteger draws = new AtomicInteger();
      SessionStore stuck = kit().another(o -> o.idGenerator(() -> {
        assertTrue(draws.incrementAndGet() < 1000, "ROTATE-2: the store never stops drawing ids");
        return useless.value();
      }));
      assertThrows(SessionStoreException.class, () -> stuck.rotate(session.id()),
          "ROTATE-2: it does not keep its id, so it fails");
      assertThrows(SessionStoreException.class, () -> stuck.rotate(session.with("a", 2)), "ROTATE-2: a copy as well");
      assertEquals(session.stamp(), stuck.get(session.id()).orElseThrow().stamp(), "ROTATE-2: nothing has changed");
      assertEquals(other.stamp(), stuck.get(other.id()).orElseThrow().stamp(), "ROTATE-2: for nobody");
    }
  }

  @Rule({"ROTATE-2", "ROTATE-5"})
  default void rotation_moves_a_session_and_a_stale_copy_cannot_undo_it() {
    SessionStore second = kit().another();
    Session before = kit().store().create(Map.of("a", 1));
    Session after = kit().store().rotate(before.id(), s -> s.with("user", "ada")).orElseThrow();
    UnaryOperator<Session> never = s -> {
      throw new AssertionError("ROTATE-5: there is nothing to hand to the function");
    };
    for (SessionStore store : List.of(kit().store(), second)) {
      assertEquals(Optional.empty(), store.get(before.id()), "ROTATE-2: the old id is unknown");
      assertFalse(store.touch(before.id()), "ROTATE-2: to touch");
      assertEquals(Optional.empty(), store.update(before.id(), never), "ROTATE-5: to update");
      assertEquals(Optional.empty(), store.rotate(before.id()), "ROTATE-5: to rotate");
      assertEquals(Optional.empty(), store.rotate(before.id(), never), "ROTATE-5: to rotate with a function");
      assertFalse(store.destroy(before.id()), "ROTATE-2: to destroy");
      assertEquals(Status.GONE, store.save(before.with("a", 2)).status(),
          "ROTATE-5: a copy read under it is not saved");
      assertEquals(Status.GONE, store.rotate(before.with("a", 2)).status(), "ROTATE-5: it is not rotated either");
    }
    assertEquals(Optional.empty(), kit().store().get(before.id()), "ROTATE-5: the id is not turned back");
    Session there = kit().store().get(after.id()).orElseThrow();
    assertEquals(Map.of("a", 1L, "user", "ada"), there.attributes().asMap(),
        "ROTATE-5: the session is as the rotation left it");
    assertEquals(after.stamp(), there.stamp(), "ROTATE-5: in every respect");
    assertEquals(1, kit().store().length(), "ROTATE-5: no row more");
    assertTrue(kit().store().set(Session.of(before.id(), Map.of("n", 1))).isPresent(),
        "ROTATE-5: set under the old id is an insert like any other");
    assertEquals(Status.CONFLICT, kit().store().save(before).status(),
        "ROTATE-5: over which the copy is not saved either");
    assertEquals(after.stamp(), kit().store().get(after.id()).orElseThrow().stamp(),
        "ROTATE-5: and the moved one is not concerned");
  }

  @Rule("ROTATE-3")
  default void there_is_nothing_to_rotate_when_it_is_gone() {
    Session destroyed = kit().store().create(Map.of());
    Session dead = kit().store().create(Map.of());
    kit().store().destroy(destroyed.id());
    kit().clock().advance(DAY);
    assertEquals(Optional.empty(), kit().store().rotate(ID), "ROTATE-3: unknown");
    assertEquals(Status.GONE, kit().store().rotate(Session.of(ID, Map.of())).status(),
        "ROTATE-3: a session no store has seen");
    for (Session gone : List.of(destroyed, dead)) {
      assertEquals(Optional.empty(), kit().store().rotate(gone.id()), "ROTATE-3: empty");
      assertEquals(Optional.empty(), kit().store().rotate(gone.id(), s -> {
        throw new AssertionError("ROTATE-3: there is nothing to hand to the function");
      }), "ROTATE-3: empty, the function not run");
      assertEquals(Status.GONE, kit().store().rotate(gone).status(), "ROTATE-3: a copy is GONE");
      assertEquals(Status.GONE, kit().store().rotate(gone.withMaxAge(Duration.ofDays(9))).status(),
          "ROTATE-3: even with an expiry to come in the copy");
    }
    assertEquals(List.of(), kit().store().all(10, null).items(), "ROTATE-3: nothing was made or revived");
  }

  @Rule("ROTATE-5")
  default void a_copy_that_somebody_else_has_written_since_does_not_rotate() {
    Session copy = kit().store().create(Map.of());
    kit().another().update(copy.id(), s -> s.with("who", "other"));
    SaveResult result = kit().store().rotate(copy.with("who", "me"));
    assertEquals(Status.CONFLICT, result.status(), "ROTATE-5: as with save");
    assertEquals(Optional.empty(), result.session(), "ROTATE-5: there is no new copy");
    assertEquals("other", kit().store().get(copy.id()).orElseThrow().get("who"),
        "ROTATE-5: it stays where and as it was");
    assertEquals(1, kit().store().length(), "ROTATE-5: no row more");
  }

  @Rule("ROTATE-6")
  default void a_copy_rotates_to_an_id_that_the_caller_drew_or_not_at_all() {
    SessionId wanted = SessionId.of("drawn-by-the-caller");
    Session other = kit().store().create(Map.of("who", "other"));
    Session before = kit().store().create(Map.of("who", "me"));
    assertThrows(SessionStoreException.class, () -> kit().store().rotate(before, other.id()),
        "ROTATE-6: a taken id is an error");
    assertThrows(IllegalArgumentException.class, () -> kit().store().rotate(before, SessionId.of("no such\nid")),
        "ROTATE-6: a malformed one is refused");
    assertThrows(IllegalArgumentException.class, () -> kit().store().rotate(before, before.id()),
        "ROTATE-6: and so is its own");
    assertEquals(before, kit().store().get(before.id()).orElseThrow(), "ROTATE-6: nothing has changed");
    assertEquals(other, kit().store().get(other.id()).orElseThrow(),
        "ROTATE-6: the session under the taken id is as it was");
    Session after = kit().store().rotate(before.with("user", "ada"), wanted).session().orElseThrow();
    assertEquals(wanted, after.id(), "ROTATE-6: under the id that was asked for");
    Session stored = kit().another().get(wanted).orElseThrow();
    assertEquals(Map.of("who", "me", "user", "ada"), stored.attributes().asMap(), "ROTATE-6: with what was pending");
    assertEquals(stored.stamp(), after.stamp(), "ROTATE-6: the result is as stored");
    assertTrue(kit().store().get(before.id()).isEmpty(), "ROTATE-6: the old id is unknown");
    assertEquals(Status.GONE, kit().store().rotate(before, SessionId.of("another")).status(),
        "ROTATE-6: a copy under the old id is gone");
    kit().store().update(wanted, s -> s.with("n", 1));
    assertEquals(Status.CONFLICT, kit().store().rotate(after, SessionId.of("another")).status(),
        "ROTATE-6: an older copy conflicts");
    assertEquals(Optional.empty(), kit().store().get(SessionId.of("another")), "ROTATE-6: and moves nothing");
    assertEquals(2, kit().store().length(), "ROTATE-6: no row more, none less");
  }
}
