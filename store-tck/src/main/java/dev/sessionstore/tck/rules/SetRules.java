package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Rules on inserting or replacing a session. */
interface SetRules extends RuleGroup {

  @Rule("SET-1")
  default void set_inserts_or_replaces_and_keeps_the_creation_of_a_live_row_only() {
    Instant first = kit().clock().instant();
    assertEquals(first,
        kit().store().set(Session.of(ID, Map.of("a", 1, "b", 2, "user", "ada"))).orElseThrow().createdAt(),
        "SET-1: inserted, created now");
    kit().clock().advance(Duration.ofHours(1));
    Session replaced = kit().store().set(Session.of(ID, Map.of("b", 3, "user", "bob"))).orElseThrow();
    assertEquals(first, replaced.createdAt(), "SET-1: a live row keeps created_at");
    assertEquals(kit().clock().instant().plus(DAY), replaced.expiresAt(), "SET-1: its expiry is new");
    assertEquals(Set.of("b", "user"), kit().store().get(ID).orElseThrow().attributes().names(),
        "SET-1: removed attributes are gone");
    assertEquals(1, kit().store().findBy(Kit.USER, "bob", 10, null).items().size(),
        "SET-1: declared columns are replaced");
    assertEquals(0, kit().store().findBy(Kit.USER, "ada", 10, null).items().size(),
        "SET-1: declared columns are replaced");
    kit().clock().advance(DAY.minusMillis(1));
    assertEquals(first, kit().store().set(Session.of(ID, Map.of())).orElseThrow().createdAt(),
        "SET-1: live until its deadline");
    kit().clock().advance(DAY);
    Session fresh = kit().store().set(Session.of(ID, Map.of())).orElseThrow();
    assertEquals(kit().clock().instant(), fresh.createdAt(), "SET-1: over a dead row all is new");
    assertEquals(kit().clock().instant(), kit().store().get(ID).orElseThrow().createdAt(), "SET-1: in the table too");
    assertEquals(1, kit().store().length(), "SET-1: it is one row throughout");
  }

  @Rule("SET-1")
  default void set_keeps_the_absolute_deadline_of_a_live_row() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(30)));
    Instant deadline = capped.set(Session.of(ID, Map.of())).orElseThrow().createdAt().plus(Duration.ofHours(30));
    kit().clock().advance(Duration.ofHours(20));
    assertEquals(deadline, capped.set(Session.of(ID, Map.of())).orElseThrow().expiresAt(),
        "SET-1: by idle time it would end later");
    assertEquals(deadline,
        capped.set(Session.of(ID, Map.of()).withFixedExpiry(deadline.plusSeconds(1))).orElseThrow().expiresAt(),
        "SET-1: a fixed expiry does not outlive it either");
    assertEquals(deadline, capped.get(ID).orElseThrow().expiresAt(), "SET-1: in the table too");
    kit().clock().advance(Duration.ofHours(10));
    assertEquals(kit().clock().instant().plus(DAY), capped.set(Session.of(ID, Map.of())).orElseThrow().expiresAt(),
        "SET-1: over a dead row the deadline is new");
  }

  @Rule(value = {"SET-1", "SET-2"}, needs = Capability.SQL)
  default void a_set_held_back_while_another_inserts_replaces_that() throws Exception {
    Instant early = kit().clock().instant();
    SessionStore second = kit().another();
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<Optional<Session>> setting =
          Race.start(() -> kit().store().set(Session.of(ID, Map.of("by", "held"))));
      setting.comesTo(gate);
      kit().clock().advance(Duration.ofHours(1));
      second.set(Session.of(ID, Map.of("by", "other", "more", 1))).orElseThrow();
      gate.release();
      assertEquals(early.plus(Duration.ofHours(1)), setting.result().orElseThrow().createdAt(),
          "SET-1: a live row was there by then");
    }
    assertEquals(Map.of("by", "held"), second.get(ID).orElseThrow().attributes().asMap(),
        "SET-2: the later one is stored, whole");
    assertEquals(1, second.length(), "SET-2: one row");
  }

  @Rule(value = "SET-1", needs = Capability.SQL)
  default void a_set_held_back_while_another_destroys_inserts_anew() throws Exception {
    kit().store().set(Session.of(ID, Map.of("by", "first"))).orElseThrow();
    kit().clock().advance(Duration.ofHours(1));
    SessionStore second = kit().another();
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<Optional<Session>> setting =
          Race.start(() -> kit().store().set(Session.of(ID, Map.of("by", "held"))));
      setting.comesTo(gate);
      assertTrue(second.destroy(ID));
      gate.release();
      assertEquals(kit().clock().instant(), setting.result().orElseThrow().createdAt(),
          "SET-1: no row was there by then, so all is new");
    }
    assertEquals("held", second.get(ID).orElseThrow().get("by"),
        "SET-1: an insert where an earlier look would have said replace");
  }

  @Rule(value = "SET-2", stochastic = true)
  default void any_number_of_callers_may_set_one_new_id_at_once() throws Exception {
    SessionStore second = kit().another();
    String padding = "x".repeat(500);
    for (int round = 0; round < 20; round++) {
      SessionId id = SessionId.of("raced-" + round);
      List<Optional<Session>> results = kit().race(8, i -> () -> (i % 2 == 0 ? kit().store() : second)
          .set(Session.of(id, Map.of("by", i, "also", i, "only-" + i, padding))));
      assertTrue(results.stream().allMatch(Optional::isPresent), "SET-2: every caller's session was stored");
      Session left = kit().store().get(id).orElseThrow();
      assertEquals(Set.of("by", "also", "only-" + left.get("by")), left.attributes().names(),
          "SET-2: the value is one caller's, whole");
      assertEquals(left.get("by"), left.get("also"), "SET-2: the value is one caller's, whole");
    }
    assertEquals(20, kit().store().length(), "SET-2: one row per id");
  }

  @Rule(value = "SET-2", needs = Capability.SQL)
  default void a_duplicate_met_inside_the_database_s_own_merge_is_repeated_and_nobody_hears_of_it() {
    SQLException duplicate = new SQLException("duplicate made by the kit", "23505");
    for (int met : List.of(1, 3)) {
      for (int i = 0; i < met; i++) {
        kit().probe().failNext(StatementProbe.writes(), () -> duplicate, StatementProbe.When.BEFORE);
      }
      assertEquals(met, kit().store().set(Session.of(ID, Map.of("n", met))).orElseThrow().getLong("n", 0),
          "SET-2: no error");
      assertEquals(met, kit().store().get(ID).orElseThrow().getLong("n", 0), "SET-2: it is stored");
    }
    for (int i = 0; i < 1_000; i++) {
      kit().probe().failNext(StatementProbe.writes(), () -> duplicate, StatementProbe.When.BEFORE);
    }
    SessionStoreException told = assertThrows(SessionStoreException.class,
        () -> kit().store().set(Session.of(ID, Map.of())), "SET-2: but not without end");
    assertTrue(Causes.of(told).contains(duplicate), "SET-2: the cause is kept");
    kit().probe().reset();
  }

  @Rule("SET-3")
  default void setting_a_session_already_past_its_expiry_removes_the_row() {
    for (Instant past : List.of(kit().clock().instant(), kit().clock().instant().minusMillis(1), Instant.EPOCH)) {
      Session expired = Session.of(ID, Map.of("a", 1)).withFixedExpiry(past);
      assertEquals(Optional.empty(), kit().store().set(expired), "SET-3: nothing is stored under an unknown id");
      assertFalse(kit().store().destroy(ID), "SET-3: no dead row either");
      kit().store().set(Session.of(ID, Map.of()));
      assertEquals(Optional.empty(), kit().store().set(expired), "SET-3: the result is empty");
      assertFalse(kit().store().destroy(ID), "SET-3: no row is left");
    }
    assertTrue(
        kit().store().set(Session.of(ID, Map.of()).withFixedExpiry(kit().clock().instant().plusMillis(1))).isPresent(),
        "SET-3: a millisecond of life is enough");
  }

  @Rule("SET-3")
  default void setting_a_session_past_the_absolute_deadline_of_its_row_removes_it() {
    kit().store().set(Session.of(ID, Map.of()));
    kit().clock().advance(Duration.ofHours(2));
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(1)));
    assertEquals(Optional.empty(), capped.set(Session.of(ID, Map.of("a", 1))),
        "SET-3: the row is live, but older than allowed");
    assertFalse(kit().store().destroy(ID), "SET-3: no row is left");
    kit().store().set(Session.of(ID, Map.of()));
    kit().clock().advance(Duration.ofHours(1));
    assertEquals(Optional.empty(), capped.set(Session.of(ID, Map.of("a", 1))),
        "SET-3: the row is live, and as old as allowed to the millisecond");
    assertFalse(kit().store().destroy(ID), "SET-3: no row is left");
  }

  @Rule("SET-4")
  default void too_large_a_document_is_refused_and_what_was_stored_stays() {
    SessionStore small = kit().another(o -> o.maxDataBytes(300));
    Session kept = small.set(Session.of(ID, Map.of("a", "kept"))).orElseThrow();
    String long300 = "x".repeat(300);
    assertThrows(SessionTooLargeException.class, () -> small.set(Session.of(ID, Map.of("a", long300))), "SET-4: set");
    assertThrows(SessionTooLargeException.class, () -> small.create(Map.of("a", long300)), "SET-4: create");
    assertThrows(SessionTooLargeException.class, () -> small.save(kept.with("a", long300)), "SET-4: save");
    assertThrows(SessionTooLargeException.class, () -> small.update(ID, s -> s.with("a", long300)), "SET-4: update");
    assertThrows(SessionTooLargeException.class, () -> small.rotate(ID, s -> s.with("a", long300)), "SET-4: rotate");
    assertThrows(SessionTooLargeException.class, () -> small.rotate(kept.with("a", long300)),
        "SET-4: rotate of a copy");
    Session there = small.get(ID).orElseThrow();
    assertEquals("kept", there.get("a"), "SET-4: what was stored stays");
    assertEquals(kept.stamp(), there.stamp(), "SET-4: in every respect");
    assertEquals(1, small.length(), "SET-4: nothing was made");
  }

  @Rule("SET-4")
  default void the_limit_counts_utf8_bytes_of_the_encoded_document_to_the_byte() {
    Session session = Session.of(ID, Map.of("a", "x \u00e9 \u20ac \ud83d\ude00 ".repeat(20)));
    AtomicInteger bytes = new AtomicInteger();
    kit().another(o -> o.codec(new MeasuringCodec(bytes))).set(session).orElseThrow();
    SessionStore exact = kit().another(o -> o.maxDataBytes(bytes.get()));
    assertTrue(exact.set(session).isPresent(), "SET-4: a document as large as allowed is stored");
    SessionStore less = kit().another(o -> o.maxDataBytes(bytes.get() - 1));
    assertThrows(SessionTooLargeException.class, () -> less.set(session), "SET-4: a byte more is refused");
    SessionStore units = kit().another(o -> o.maxDataBytes(bytes.get() - 20 * (1 + 2 + 2)));
    assertThrows(SessionTooLargeException.class, () -> units.set(session),
        "SET-4: as many UTF-16 units as allowed are more bytes");
  }

  @Rule("SET-4")
  default void the_limit_is_four_mebibytes_by_default() {
    Session kept = kit().store().create(Map.of("a", "kept"));
    for (String text : List.of("x".repeat(4 * 1024 * 1024), "\u20ac".repeat(4 * 1024 * 1024 / 3))) {
      assertThrows(SessionTooLargeException.class, () -> kit().store().save(kept.with("a", text)),
          "SET-4: with its frame it is above 4 MiB");
    }
    assertEquals("kept", kit().store().get(kept.id()).orElseThrow().get("a"), "SET-4: what was stored stays");
  }

  @Rule(value = "SET-4", needs = Capability.SQL)
  default void too_large_a_document_is_refused_before_any_sql() {
    SessionStore small = kit().another(o -> o.maxDataBytes(300));
    Session kept = small.set(Session.of(ID, Map.of())).orElseThrow();
    String wide = "\u20ac".repeat(100);
    kit().probe().reset();
    assertThrows(SessionTooLargeException.class, () -> small.set(Session.of(ID, Map.of("a", wide))));
    assertThrows(SessionTooLargeException.class, () -> small.create(Map.of("a", wide)));
    assertThrows(SessionTooLargeException.class, () -> small.save(kept.with("a", wide)));
    assertThrows(SessionTooLargeException.class, () -> small.rotate(kept.with("a", wide)));
    assertEquals(0, kit().probe().snapshot().checkOuts(), () -> "SET-4: no SQL; sent were " + kit().probe().texts());
    assertThrows(SessionTooLargeException.class, () -> small.update(ID, s -> s.with("a", wide)));
    assertEquals(List.of(), kit().probe().texts().stream().filter(StatementProbe.writes()).toList(),
        "SET-4: update has only read");
  }

  @Rule("SET-5")
  default void set_answers_the_session_as_stored() {
    SessionStore capped = kit().another(o -> o.absoluteLifetime(Duration.ofHours(30)));
    for (Session session : List.of(Session.of(ID, Map.of("a", List.of(1, 2), "user", "ada")),
        Session.of(ID, Map.of("a", 2)), Session.of(ID, Map.of()).withMaxAge(Duration.ofMinutes(5)),
        Session.of(ID, Map.of()).withMaxAge(Duration.ofHours(48)),
        Session.of(ID, Map.of()).withFixedExpiry(kit().clock().instant().plusSeconds(9_000)))) {
      kit().clock().advance(Duration.ofMinutes(1));
      Optional<Session> before = capped.get(ID);
      Session returned = capped.set(session).orElseThrow();
      Session stored = kit().store().get(ID).orElseThrow();
      assertEquals(stored, returned, "SET-5: attributes, cookie facts, maxAge and fixed expiry");
      assertEquals(stored.stamp(), returned.stamp(), "SET-5: version, times, expiry");
      before.ifPresent(old -> assertNotEquals(old.stamp().orElseThrow().version(),
          returned.stamp().orElseThrow().version(), "SET-5: each write has another version"));
      assertEquals(Status.SAVED, capped.save(returned.with("b", 1)).status(),
          "SET-5: a save of the result is accepted");
    }
  }
}
