package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** When a session dies. */
interface ExpiryRules extends RuleGroup {

  @Rule({"EXPIRY-3", "SET-1"})
  default void the_absolute_lifetime_caps_every_write() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(10)));
    Session copy = capped.create(Map.of());
    Instant end = copy.createdAt().plus(Duration.ofHours(10));
    assertEquals(end, copy.expiresAt(), "EXPIRY-3: from the first write on");
    kit().clock().advance(Duration.ofHours(1));
    assertEquals(end, capped.set(copy.withMaxAge(Duration.ofDays(9))).orElseThrow().expiresAt(), "SET-1: the absolute deadline stays");
  }

  @Rule({"EXPIRY-1", "EXPIRY-4", "EXPIRY-7"})
  default void a_session_s_own_expiry_wins_and_a_changed_one_stands() {
    Session copy = kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMinutes(30).plusNanos(999))).orElseThrow();
    assertEquals(kit().clock().instant().plus(Duration.ofMinutes(30)), kit().store().get(ID).orElseThrow().expiresAt());
    Session shorter = kit().store().save(copy.withMaxAge(Duration.ofMinutes(1))).session().orElseThrow();
    assertEquals(kit().clock().instant().plusSeconds(60), kit().store().get(ID).orElseThrow().expiresAt(),
        "EXPIRY-7: the new one stands, though earlier");
    kit().clock().advance(Duration.ofSeconds(30));
    kit().store().touch(copy);
    kit().store().touch(ID);
    assertEquals(kit().clock().instant().plusSeconds(60), kit().store().get(ID).orElseThrow().expiresAt(),
        "EXPIRY-7: no touch from an older copy undoes it");
    assertEquals(Duration.ofMinutes(1), shorter.maxAge().orElseThrow());
  }

  @Rule("EXPIRY-8")
  default void written_with_an_expiry_already_past() {
    Session copy = kit().store().create(Map.of());
    assertEquals(Status.GONE, kit().store().save(copy.withFixedExpiry(kit().clock().instant().minusMillis(1))).status());
    assertFalse(kit().store().destroy(copy.id()), "EXPIRY-8: the row is removed");
    SessionId id = kit().store().create(Map.of()).id();
    assertEquals(Optional.empty(), kit().store().update(id, s -> s.withFixedExpiry(0)));
    assertEquals(0, kit().store().length());
  }
}
