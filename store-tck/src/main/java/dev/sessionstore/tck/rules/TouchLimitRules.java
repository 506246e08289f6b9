package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules on when a touch is not sent, and how far it slides. */
interface TouchLimitRules extends RuleGroup {

  private Instant expiry(SessionId id) {
    return kit().store().get(id).orElseThrow().expiresAt();
  }

  @Rule("TOUCH-5")
  default void touch_of_a_copy_is_throttled() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofMillis(59_999));
    assertSame(copy, kit().store().touch(copy).orElseThrow(),
        "TOUCH-5: below touchInterval, a minute, the copy itself is returned");
    assertEquals(copy.expiresAt(), expiry(copy.id()), "TOUCH-5: and nothing is written");
    kit().clock().advance(Duration.ofMillis(1));
    Instant slid = kit().clock().instant().plus(DAY);
    assertEquals(slid, kit().store().touch(copy).orElseThrow().expiresAt(), "TOUCH-5: a minute is worth it");
    assertEquals(slid, expiry(copy.id()), "TOUCH-5: then it is written");
    kit().clock().advance(Duration.ofMinutes(1));
    Session slidCopy = kit().store().touch(copy).orElseThrow();
    kit().clock().advance(Duration.ofMillis(59_999));
    assertSame(slidCopy, kit().store().touch(slidCopy).orElseThrow(),
        "TOUCH-5: what counts is the expiry of the copy at hand");
  }

  @Rule("TOUCH-5")
  default void a_short_idle_time_is_throttled_by_a_tenth_of_it() {
    Session own = kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofSeconds(100))).orElseThrow();
    kit().clock().advance(Duration.ofMillis(9_999));
    assertSame(own, kit().store().touch(own).orElseThrow(),
        "TOUCH-5: less than a tenth of its own idle time would be gained");
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(kit().clock().instant().plusSeconds(100), kit().store().touch(own).orElseThrow().expiresAt(),
        "TOUCH-5: a tenth is worth it");
    assertEquals(kit().clock().instant().plusSeconds(100), expiry(ID), "TOUCH-5: then it is written");
    SessionStore brief = kit().another(o -> o.expiration(Duration.ofSeconds(20)));
    Session made = brief.create(Map.of());
    kit().clock().advance(Duration.ofMillis(1_999));
    assertSame(made, brief.touch(made).orElseThrow(), "TOUCH-5: less than a tenth of the store's expiration");
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(kit().clock().instant().plusSeconds(20), brief.touch(made).orElseThrow().expiresAt(),
        "TOUCH-5: a tenth is worth it");
  }

  @Rule("TOUCH-5")
  default void the_throttle_is_an_option() {
    SessionStore eager = kit().another(o -> o.touchInterval(Duration.ZERO));
    SessionStore calm = kit().another(o -> o.touchInterval(Duration.ofHours(2)));
    Session copy = eager.create(Map.of());
    kit().clock().advance(Duration.ofHours(2).minusMillis(1));
    assertSame(copy, calm.touch(copy).orElseThrow(), "TOUCH-5: less than its touchInterval would be gained");
    assertEquals(kit().clock().instant().plus(DAY), eager.touch(copy).orElseThrow().expiresAt(),
        "TOUCH-5: zero: any gain is worth it");
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(kit().clock().instant().plus(DAY), calm.touch(copy).orElseThrow().expiresAt(),
        "TOUCH-5: all of it would be gained");
    kit().clock().advance(DAY);
    assertEquals(Optional.empty(), calm.touch(copy),
        "TOUCH-5: a copy whose time is over is not returned without asking the database");
  }

  @Rule("TOUCH-5")
  default void touch_of_an_id_is_never_throttled() {
    SessionId id = kit().store().create(Map.of()).id();
    kit().clock().advance(Duration.ofMillis(1));
    assertTrue(kit().store().touch(id));
    assertEquals(kit().clock().instant().plus(DAY), expiry(id), "TOUCH-5: a single millisecond is gained");
    kit().another().destroy(id);
    assertFalse(kit().store().touch(id), "TOUCH-5: the database decides");
  }

  @Rule("TOUCH-5")
  default void with_touch_disabled_nothing_slides() {
    SessionStore still = kit().another(o -> o.disableTouch(true));
    Session copy = still.create(Map.of());
    kit().clock().advance(Duration.ofHours(20));
    assertSame(copy, still.touch(copy).orElseThrow(), "TOUCH-5: the copy itself is returned");
    still.touch(copy.id());
    assertEquals(copy.stamp(), kit().store().get(copy.id()).orElseThrow().stamp(), "TOUCH-5: nothing is written");
    assertEquals(kit().clock().instant().plus(DAY), still.save(copy).session().orElseThrow().expiresAt(),
        "TOUCH-5: writes slide all the same");
  }

  @Rule(value = "TOUCH-5", needs = Capability.SQL)
  default void a_touch_that_gains_too_little_or_is_disabled_sends_no_sql() {
    SessionStore still = kit().another(o -> o.disableTouch(true));
    Session copy = kit().store().create(Map.of());
    Session fixed =
        kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(kit().clock().instant().plus(DAY))).orElseThrow();
    kit().probe().reset();
    kit().clock().advance(Duration.ofSeconds(59));
    kit().store().touch(copy);
    kit().clock().advance(Duration.ofHours(20));
    kit().store().touch(fixed);
    still.touch(copy);
    still.touch(copy.id());
    assertEquals(0, kit().probe().snapshot().checkOuts(), () -> "TOUCH-5: no SQL; sent were " + kit().probe().texts());
    kit().store().touch(copy.id());
    kit().store().touch(copy.id());
    kit().store().touch(copy);
    assertEquals(3, kit().probe().snapshot().statements(),
        () -> "TOUCH-5: one statement each; sent were " + kit().probe().texts());
  }

  @Rule("TOUCH-6")
  default void touch_stays_within_the_absolute_lifetime() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(30)));
    Session copy = capped.create(Map.of());
    Session own = capped.set(Session.of(ID, Map.of()).withMaxAge(Duration.ofHours(29))).orElseThrow();
    Instant deadline = copy.createdAt().plus(Duration.ofHours(30));
    kit().clock().advance(Duration.ofHours(10));
    assertEquals(deadline, capped.touch(copy).orElseThrow().expiresAt(), "TOUCH-6: the result is capped");
    assertTrue(capped.touch(own.id()));
    for (SessionId id : List.of(copy.id(), ID)) {
      assertTrue(capped.touch(id));
      assertEquals(deadline, capped.get(id).orElseThrow().expiresAt(), "TOUCH-6: so is the row, again and again");
    }
    kit().clock().advance(Duration.ofHours(20).minusMillis(1));
    assertTrue(capped.touch(copy.id()), "TOUCH-6: live to the last millisecond");
    kit().clock().advance(Duration.ofMillis(1));
    assertFalse(capped.touch(copy.id()), "TOUCH-6: and not beyond");
  }

  @Rule("TOUCH-6")
  default void a_fixed_expiry_does_not_slide() {
    Instant fixed = kit().clock().instant().plusSeconds(600);
    Session copy = kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(fixed)).orElseThrow();
    kit().clock().advance(Duration.ofSeconds(300));
    assertTrue(kit().store().touch(ID), "TOUCH-6: it is live");
    assertEquals(fixed, kit().store().touch(copy).orElseThrow().expiresAt(), "TOUCH-6: the result has not slid");
    Session stored = kit().another(o -> o.expiration(Duration.ofDays(9))).get(ID).orElseThrow();
    assertEquals(fixed, stored.expiresAt(), "TOUCH-6: the row has not either");
    assertEquals(Optional.of(fixed), stored.fixedExpiry(), "TOUCH-6: it is still fixed");
    kit().clock().advance(Duration.ofSeconds(300));
    assertFalse(kit().store().touch(ID), "TOUCH-6: it ends when it was to end");
    assertEquals(Optional.empty(), kit().store().touch(copy), "TOUCH-6: the copy is not returned either");
  }
}
