package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Rules on creating a session. */
interface CreateRules extends RuleGroup {

  @Rule("CREATE-1")
  default void create_makes_a_live_session_under_a_new_id() {
    Instant now = kit().clock().instant();
    Session made = kit().store().create(Map.of("user", "ada"));
    Session.Stamp stamp = made.stamp().orElseThrow();
    assertEquals(now, stamp.createdAt(), "CREATE-1: created now");
    assertEquals(now, stamp.updatedAt(), "CREATE-1: written now");
    assertEquals(now.plus(DAY), stamp.expiresAt(), "CREATE-1: it lives for the store's expiration");
    Session found = kit().another().get(made.id()).orElseThrow();
    assertEquals(made, found, "CREATE-1: any store finds it");
    assertEquals(made.stamp(), found.stamp(), "CREATE-1: the result is as stored: version, times and idle time");
    Session other = kit().store().create(Map.of("user", "ada"));
    assertNotEquals(made.id(), other.id(), "CREATE-1: another call, another id");
    assertNotEquals(stamp.version(), other.stamp().orElseThrow().version(), "CREATE-1: and another version");
    assertEquals(2, kit().store().length(), "CREATE-1: two sessions");
    assertEquals(Status.SAVED, kit().store().save(made.with("a", 1)).status(), "CREATE-1: the result can be saved");
    assertEquals(Map.of(), kit().store().create(Map.of()).attributes().asMap(), "CREATE-1: it may be empty");
  }

  @Rule("CREATE-2")
  default void a_taken_id_is_never_overwritten() {
    Session first = kit().store().set(Session.of(ID, Map.of("user", "first"))).orElseThrow();
    List<String> drawn = new ArrayList<>(List.of(ID.value(), ID.value(), "a-free-one"));
    Session made = kit().another(o -> o.idGenerator(() -> drawn.remove(0))).create(Map.of("user", "second"));
    assertEquals("a-free-one", made.id().value(), "CREATE-2: another id is drawn");
    assertEquals("second", kit().store().get(made.id()).orElseThrow().get("user"), "CREATE-2: what was made is there");
    Session there = kit().store().get(ID).orElseThrow();
    assertEquals("first", there.get("user"), "CREATE-2: what was there stays");
    assertEquals(first.stamp(), there.stamp(), "CREATE-2: in every respect");
  }

  @Rule("CREATE-2")
  default void ids_are_drawn_a_bounded_number_of_times() {
    Session first = kit().store().set(Session.of(ID, Map.of("user", "first"))).orElseThrow();
    AtomicInteger draws = new AtomicInteger();
    SessionStore stuck = kit().another(o -> o.idGenerator(() -> {
      assertTrue(draws.incrementAndGet() < 1000, "CREATE-2: the store never stops drawing ids");
      return draws.get() > 900 ? "free-at-last" : ID.value();
    }));
    SessionStoreException failure = assertThrows(SessionStoreException.class,
        () -> stuck.create(Map.of("user", "second")), "CREATE-2: a generator that yields taken ids alone is an error");
    assertTrue(failure.getMessage() != null && !failure.outcomeUnknown(),
        "CREATE-2: with a sentence, and nothing is in doubt");
    assertTrue(draws.get() >= 2, "CREATE-2: more than one id is drawn");
    assertEquals(first.stamp(), kit().store().get(ID).orElseThrow().stamp(), "CREATE-2: what was there stays");
    assertEquals(1, stuck.length(), "CREATE-2: nothing was made, and the store goes on working");
  }
}
