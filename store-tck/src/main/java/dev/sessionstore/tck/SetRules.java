package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionTooLargeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Insert or replace. */
interface SetRules extends RuleGroup {

  @Rule("SET-1")
  default void set_inserts_or_replaces_and_keeps_the_creation_of_a_live_row_only() {
    Instant first = kit().store().set(Session.of(ID, Map.of("a", 1, "b", 2))).orElseThrow().createdAt();
    kit().clock().advance(Duration.ofHours(1));
    Session replaced = kit().store().set(Session.of(ID, Map.of("b", 3))).orElseThrow();
    assertEquals(first, replaced.createdAt(), "SET-1: a live row keeps created_at");
    assertEquals(Set.of("b"), kit().store().get(ID).orElseThrow().attributes().names(), "SET-1: removed attributes are gone");
    kit().clock().advance(DAY);
    assertEquals(kit().clock().instant(), kit().store().set(Session.of(ID, Map.of())).orElseThrow().createdAt(),
        "SET-1: over a dead row all is new");
  }

  @Rule(value = "SET-2", stochastic = true)
  default void any_number_of_callers_may_set_one_new_id_at_once() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 20; round++) {
      SessionId id = SessionId.of("raced-" + round);
      List<Optional<Session>> answers = Race.of(8, i -> () ->
          (i % 2 == 0 ? kit().store() : second).set(Session.of(id, Map.of("by", i, "also", i))));
      assertTrue(answers.stream().allMatch(Optional::isPresent), "SET-2: every caller's session was stored");
      Session left = kit().store().get(id).orElseThrow();
      assertEquals(left.get("by"), left.get("also"), "SET-2: the value is one caller's, whole");
    }
    assertEquals(20, kit().store().length(), "SET-2: one row per id");
  }

  @Rule("SET-3")
  default void setting_a_session_already_past_its_expiry_removes_the_row() {
    kit().store().set(Session.of(ID, Map.of()));
    assertEquals(Optional.empty(), kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(kit().clock().instant())));
    assertFalse(kit().store().destroy(ID), "SET-3: no row is left");
  }

  @Rule("SET-4")
  default void too_large_a_document_is_refused_and_what_was_stored_stays() {
    SessionStore small = kit().another(o -> o.maxDataBytes(200));
    small.set(Session.of(ID, Map.of("a", "kept")));
    assertThrows(SessionTooLargeException.class, () -> small.set(Session.of(ID, Map.of("a", "x".repeat(300)))));
    assertEquals("kept", small.get(ID).orElseThrow().get("a"));
  }
}
