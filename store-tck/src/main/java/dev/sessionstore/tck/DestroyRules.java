package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Removing. */
interface DestroyRules extends RuleGroup {

  @Rule("DESTROY-1")
  default void destroy_removes_once_live_or_dead() {
    kit().store().set(Session.of(ID, Map.of()));
    assertTrue(kit().store().destroy(ID));
    assertEquals(Optional.empty(), kit().store().get(ID));
    assertFalse(kit().store().destroy(ID), "DESTROY-1: false the second time");
    SessionId dead = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY);
    assertTrue(kit().store().destroy(dead), "DESTROY-1: there was a row, though dead");
  }

  @Rule("DESTROY-2")
  default void the_longest_lived_session_can_be_destroyed() {
    Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
    assertEquals(last, kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(last)).orElseThrow().expiresAt());
    assertTrue(kit().store().destroy(ID));
    assertFalse(kit().store().destroy(ID));
  }
}
