package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.StatementProbe;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules on reading a session. */
interface GetRules extends RuleGroup {

  @Rule("GET-1")
  default void an_unknown_id_is_empty_and_no_error() {
    assertEquals(Optional.empty(), kit().store().get(ID), "GET-1: nothing is there");
    kit().store().set(Session.of(ID, Map.of()));
    assertEquals(Optional.empty(), kit().store().get(SessionId.of("another-id")), "GET-1: another is there");
    kit().store().destroy(ID);
    assertEquals(Optional.empty(), kit().store().get(ID), "GET-1: it was there once");
  }

  @Rule("GET-2")
  default void a_session_lives_until_its_deadline_and_not_a_millisecond_longer() {
    SessionId idle = kit().store().create(Map.of()).id();
    kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(kit().clock().instant().plus(DAY)));
    kit().clock().advance(DAY.minusMillis(1));
    for (SessionId id : List.of(idle, ID)) {
      assertTrue(kit().store().get(id).isPresent(), "GET-2: alive one millisecond before");
    }
    kit().clock().advance(Duration.ofMillis(1));
    for (SessionId id : List.of(idle, ID)) {
      assertEquals(Optional.empty(), kit().store().get(id), "GET-2: dead at its deadline");
    }
    kit().clock().advance(Duration.ofDays(10_000));
    assertEquals(Optional.empty(), kit().store().get(idle), "GET-2: and ever after");
  }

  @Rule("GET-3")
  default void reading_neither_deletes_the_dead_nor_slides_the_living() {
    SessionId dead = kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMillis(1))).orElseThrow().id();
    Session live = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      kit().store().get(dead);
      assertEquals(live.stamp(), kit().store().get(live.id()).orElseThrow().stamp(),
          "GET-3: expiry, version and times stay");
    }
    kit().store().all(10, null);
    kit().store().length();
    assertTrue(kit().store().destroy(dead), "GET-3: the dead row was still there");
  }

  @Rule(value = "GET-3", needs = Capability.SQL)
  default void reading_writes_nothing() throws Exception {
    SessionId id = kit().store().create(Map.of("user", "ada")).id();
    List<Map<String, @Nullable String>> before = kit().jdbc().rows("select * from " + kit().table());
    kit().probe().reset();
    kit().clock().advance(DAY.minusMillis(1));
    kit().store().get(id);
    kit().store().all(10, null);
    kit().store().findBy(Kit.USER, "ada", 10, null);
    kit().store().length();
    kit().clock().advance(Duration.ofMillis(1));
    kit().store().get(id);
    kit().store().all(10, null);
    assertEquals(List.of(), kit().probe().texts().stream().filter(StatementProbe.writes()).toList(),
        "GET-3: reading sends no write");
    assertEquals(before, kit().jdbc().rows("select * from " + kit().table()),
        "GET-3: the row is as it was, live or dead");
  }

  @Rule("GET-7")
  default void reads_see_every_write_that_any_store_has_acknowledged() {
    SessionStore writer = kit().store();
    SessionStore reader = kit().another();
    assertEquals(Optional.empty(), reader.get(ID));
    Session copy = writer.set(Session.of(ID, Map.of("n", 1))).orElseThrow();
    assertEquals(1L, reader.get(ID).orElseThrow().get("n"), "GET-7: the reader sees the set");
    writer.save(copy.with("n", 2));
    assertEquals(2L, reader.get(ID).orElseThrow().get("n"), "GET-7: the reader sees the save");
    writer.update(ID, s -> s.with("n", 3));
    assertEquals(3L, reader.get(ID).orElseThrow().get("n"), "GET-7: the reader sees the update");
    kit().clock().advance(Duration.ofHours(1));
    writer.touch(ID);
    assertEquals(kit().clock().instant().plus(DAY), reader.get(ID).orElseThrow().expiresAt(),
        "GET-7: the reader sees the touch");
    assertEquals(1, reader.length());
    SessionId moved = writer.rotate(ID).orElseThrow().id();
    assertEquals(Optional.empty(), reader.get(ID), "GET-7: the reader sees the rotation");
    assertEquals(3L, reader.get(moved).orElseThrow().get("n"), "GET-7: and the new id at once");
    writer.destroy(moved);
    assertEquals(Optional.empty(), reader.get(moved), "GET-7: the reader sees the destroy");
    assertEquals(List.of(), reader.all(10, null).items(), "GET-7: so do lists");
    assertEquals(0, reader.length(), "GET-7: so do counts");
  }

  @Rule(value = "GET-7", needs = Capability.SQL)
  default void a_read_gives_no_hint_that_a_replica_would_do() {
    SessionId id = kit().store().create(Map.of("user", "ada")).id();
    kit().probe().reset();
    kit().store().get(id);
    kit().store().all(10, null);
    kit().store().findBy(Kit.USER, "ada", 10, null);
    kit().store().length();
    kit().store().update(id, s -> s.with("a", 1));
    assertTrue(kit().probe().snapshot().statements() > 0, "GET-7: the database was asked");
    assertFalse(kit().probe().readOnlyCalls().contains(true),
        "GET-7: a connection was marked read-only; drivers and pools route by that");
    for (String sql : kit().probe().texts()) {
      String text = sql.toLowerCase(Locale.ROOT);
      assertFalse(text.contains("read only") || text.contains("readonly"), () -> "GET-7: a read-only hint: " + sql);
    }
  }
}
