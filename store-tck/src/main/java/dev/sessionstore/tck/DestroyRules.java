package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Removing. */
interface DestroyRules extends RuleGroup {

  @Rule({"DESTROY-1", "DESTROY-2"})
  default void destroy_removes_once_live_dead_or_nearly_immortal() {
    Session longest = kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofDays(365L * 9000))).orElseThrow();
    assertEquals(Instant.parse("9999-12-31T23:59:59.999Z"), longest.expiresAt());
    assertTrue(kit().store().destroy(ID));
    assertFalse(kit().store().destroy(ID));
    SessionId dead = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY);
    assertTrue(kit().store().destroy(dead));
  }
}
