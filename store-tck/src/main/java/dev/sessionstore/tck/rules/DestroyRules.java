package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules on destroying a session. */
interface DestroyRules extends RuleGroup {

  @Rule("DESTROY-1")
  default void destroy_removes_once_live_or_dead() {
    assertFalse(kit().store().destroy(ID), "DESTROY-1: false when there was none");
    Session other = kit().store().create(Map.of());
    kit().store().set(Session.of(ID, Map.of()));
    assertTrue(kit().store().destroy(ID), "DESTROY-1: true if there was one");
    assertEquals(Optional.empty(), kit().store().get(ID), "DESTROY-1: then get is empty");
    assertEquals(Optional.empty(), kit().another().get(ID), "DESTROY-1: in every store");
    assertFalse(kit().store().destroy(ID), "DESTROY-1: false the second time");
    assertEquals(other.stamp(), kit().store().get(other.id()).orElseThrow().stamp(),
        "DESTROY-1: no other session is concerned");
    SessionId dead = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY);
    assertTrue(kit().store().destroy(dead), "DESTROY-1: there was a row, though dead");
    assertFalse(kit().store().destroy(dead), "DESTROY-1: false the second time");
    assertEquals(Optional.empty(), kit().store().get(dead), "DESTROY-1: then get is empty");
  }

  @Rule("DESTROY-1")
  default void destroy_by_handle_does_the_same() {
    kit().store().set(Session.of(ID, Map.of()));
    SessionHandle handle = kit().store().all(1, null).items().get(0).handle();
    kit().clock().advance(DAY);
    assertTrue(kit().store().destroy(handle), "DESTROY-1: there was a row, though dead");
    assertFalse(kit().store().destroy(handle), "DESTROY-1: false the second time");
    for (String none : List.of("", "no such key", "x".repeat(1000), "\u0000", "caf\u00e9")) {
      assertFalse(kit().store().destroy(SessionHandle.of(none)), "DESTROY-1: a handle that names no row is no error");
    }
  }

  @Rule("DESTROY-2")
  default void the_longest_lived_session_can_be_destroyed() {
    Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
    SessionStore longest = kit().another(o -> o.expiration(Duration.ofDays(365L * 8000)));
    for (Session session : List.of(Session.of(ID, Map.of()).withFixedExpiry(last),
        Session.of(ID, Map.of()).withFixedExpiry(Instant.MAX),
        Session.of(ID, Map.of()).withMaxAge(Duration.ofSeconds(Long.MAX_VALUE)), Session.of(ID, Map.of()))) {
      Instant end = longest.set(session).orElseThrow().expiresAt();
      assertFalse(end.isAfter(last) || end.isBefore(kit().clock().instant().plus(Duration.ofDays(365 * 1000))),
          "DESTROY-2: it lives for ages: " + end);
      assertEquals(end, longest.get(ID).orElseThrow().expiresAt(), "DESTROY-2: it is there");
      assertTrue(longest.destroy(ID), "DESTROY-2: and can be destroyed");
      assertEquals(Optional.empty(), longest.get(ID), "DESTROY-2: then get is empty");
      assertFalse(longest.destroy(ID), "DESTROY-2: false the second time");
    }
  }

  @Rule("DESTROY-1")
  default void of_many_that_destroy_one_session_each_gets_a_true_answer() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 10; round++) {
      SessionId id = kit().store().create(Map.of()).id();
      List<Boolean> results = kit().race(4, i -> () -> (i % 2 == 0 ? kit().store() : second).destroy(id));
      assertEquals(1, results.stream().filter(removed -> removed).count(), "DESTROY-1: one of them removed the row");
    }
  }
}
