package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Sliding the expiry. */
interface TouchRules extends RuleGroup {

  @Rule("TOUCH-1")
  default void touch_slides_a_live_session() {
    SessionId id = kit().store().create(Map.of("a", 1)).id();
    kit().clock().advance(Duration.ofHours(20));
    assertTrue(kit().store().touch(id));
    Session slid = kit().store().get(id).orElseThrow();
    assertEquals(kit().clock().instant().plus(DAY), slid.expiresAt(), "TOUCH-1: now + idle time");
    assertEquals(1L, slid.get("a"), "TOUCH-1: the data stay");
  }

  @Rule("TOUCH-2")
  default void touch_neither_makes_nor_revives_a_session() {
    assertFalse(kit().store().touch(ID));
    assertEquals(Optional.empty(), kit().store().get(ID), "TOUCH-2: nothing created");
    SessionId id = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY);
    assertFalse(kit().store().touch(id), "TOUCH-2: the dead stay dead");
    assertEquals(Optional.empty(), kit().store().get(id), "TOUCH-2: not revived");
  }

  @Rule("TOUCH-4")
  default void a_touch_does_not_make_a_save_conflict() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofHours(20));
    assertTrue(kit().another().touch(copy.id()));
    assertEquals(Status.SAVED, kit().store().save(copy.with("a", 1)).status());
  }

  @Rule("TOUCH-3")
  default void touch_never_shortens() {
    SessionId id = kit().store().create(Map.of()).id();
    kit().another(o -> o.expiration(Duration.ofMinutes(5))).touch(id);
    kit().clock().advance(Duration.ofHours(23));
    assertTrue(kit().store().get(id).isPresent());
  }

  @Rule("TOUCH-5")
  default void touch_of_a_copy_is_throttled() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofSeconds(59));
    assertTrue(kit().store().touch(copy).orElseThrow() == copy, "TOUCH-5: below touchInterval the copy itself is answered");
    kit().clock().advance(Duration.ofSeconds(1));
    assertEquals(kit().clock().instant().plus(DAY), kit().store().touch(copy).orElseThrow().expiresAt());
    assertEquals(kit().clock().instant().plus(DAY), kit().store().get(copy.id()).orElseThrow().expiresAt());
  }

  @Rule("TOUCH-6")
  default void touch_stays_within_the_absolute_lifetime() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(30)));
    Session copy = capped.create(Map.of());
    kit().clock().advance(Duration.ofHours(10));
    assertTrue(capped.touch(copy.id()));
    assertEquals(copy.createdAt().plus(Duration.ofHours(30)), capped.get(copy.id()).orElseThrow().expiresAt());
  }

  @Rule("TOUCH-6")
  default void a_fixed_expiry_does_not_slide() {
    Instant fixed = kit().clock().instant().plusSeconds(60);
    kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(fixed)).orElseThrow();
    kit().clock().advance(Duration.ofSeconds(30));
    assertTrue(kit().store().touch(ID));
    assertEquals(fixed, kit().store().get(ID).orElseThrow().expiresAt());
  }
}
