package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules on sliding the expiry. */
interface TouchRules extends RuleGroup {

  private Instant now() {
    return kit().clock().instant();
  }

  private Instant expiry(SessionId id) {
    return kit().store().get(id).orElseThrow().expiresAt();
  }

  /** Another process whose clock is behind. */
  private SessionStore lagging(Duration behind) {
    return kit().another(o -> o.clock(() -> now().minus(behind)));
  }

  @Rule("TOUCH-1")
  default void touch_slides_a_live_session() {
    Session made = kit().store().create(Map.of("a", 1));
    kit().clock().advance(Duration.ofHours(20));
    assertTrue(kit().store().touch(made.id()), "TOUCH-1: it is live");
    Session slid = kit().store().get(made.id()).orElseThrow();
    assertEquals(now().plus(DAY), slid.expiresAt(), "TOUCH-1: now + idle time");
    assertEquals(made, slid, "TOUCH-1: the data stay");
    assertEquals(made.stamp().orElseThrow().version(), slid.stamp().orElseThrow().version(),
        "TOUCH-1: the version stays");
    assertEquals(made.createdAt(), slid.createdAt(), "TOUCH-1: created when it was");
    assertEquals(now(), slid.stamp().orElseThrow().updatedAt(), "TOUCH-1: last seen now");
    kit().clock().advance(DAY.minusMillis(1));
    assertTrue(kit().store().get(made.id()).isPresent(), "TOUCH-1: live until its new deadline");
  }

  @Rule("TOUCH-1")
  default void touch_of_a_copy_answers_the_copy_with_the_new_expiry() {
    Session made = kit().store().create(Map.of("a", 1));
    kit().clock().advance(Duration.ofHours(20));
    Session changed = kit().store().touch(made.with("a", 2)).orElseThrow();
    Session stored = kit().store().get(made.id()).orElseThrow();
    assertEquals(stored.stamp(), changed.stamp(), "TOUCH-1: version, times and expiry as stored");
    assertEquals(2L, changed.get("a"), "TOUCH-1: what is pending in the copy stays pending");
    assertEquals(1L, stored.get("a"), "TOUCH-1: and is not written");
    assertEquals(Status.SAVED, kit().store().save(changed).status(), "TOUCH-1: it can be saved");
  }

  @Rule("TOUCH-1")
  default void touch_goes_by_the_rows_own_idle_time_or_else_the_stores() {
    Session own = kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofHours(2))).orElseThrow();
    SessionId plain = kit().store().create(Map.of()).id();
    SessionStore patient = kit().another(o -> o.expiration(Duration.ofHours(100)));
    kit().clock().advance(Duration.ofHours(1));
    assertTrue(patient.touch(own.id()));
    assertEquals(now().plus(Duration.ofHours(2)), expiry(own.id()), "TOUCH-1: the row's max_age wins");
    assertTrue(patient.touch(plain));
    assertEquals(now().plus(Duration.ofHours(100)), expiry(plain),
        "TOUCH-1: without one, the expiration of the store that touches");
    kit().clock().advance(Duration.ofHours(1));
    assertEquals(now().plus(Duration.ofHours(2)),
        kit().store().touch(own.withMaxAge(Duration.ofHours(50))).orElseThrow().expiresAt(),
        "TOUCH-1: the row's, not what is pending in the copy");
    assertEquals(now().plus(Duration.ofHours(2)), expiry(own.id()), "TOUCH-1: in the table too");
  }

  @Rule(value = "TOUCH-1", needs = Capability.SQL)
  default void touch_writes_expiry_and_last_use_in_one_statement_and_nothing_else() throws Exception {
    SessionId id = kit().store().create(Map.of("user", "ada", "a", 1)).id();
    Map<String, @Nullable String> before = kit().jdbc().rows("select * from " + kit().table()).get(0);
    kit().clock().advance(Duration.ofHours(20));
    kit().probe().reset();
    assertTrue(kit().store().touch(id));
    assertEquals(1, kit().probe().snapshot().statements(),
        () -> "TOUCH-1: one statement; sent were " + kit().probe().texts());
    Map<String, @Nullable String> after = kit().jdbc().rows("select * from " + kit().table()).get(0);
    for (String column : before.keySet()) {
      if (Set.of("expires", "updated_at").contains(column)) {
        continue;
      }
      assertEquals(before.get(column), after.get(column), () -> "TOUCH-1: the column " + column + " is left alone");
    }
    assertEquals(String.valueOf(now().plus(DAY).toEpochMilli()), after.get("expires"), "TOUCH-1: now + idle time");
    assertEquals(String.valueOf(now().toEpochMilli()), after.get("updated_at"), "TOUCH-1: last seen now");
  }

  @Rule("TOUCH-2")
  default void touch_neither_makes_nor_revives_a_session() {
    assertFalse(kit().store().touch(ID), "TOUCH-2: unknown");
    assertEquals(Optional.empty(), kit().store().touch(Session.of(ID, Map.of())),
        "TOUCH-2: a session no store has seen");
    assertFalse(kit().store().destroy(ID), "TOUCH-2: nothing created");
    Session destroyed = kit().store().create(Map.of());
    Session dead = kit().store().create(Map.of());
    kit().store().destroy(destroyed.id());
    kit().clock().advance(DAY);
    for (Session gone : List.of(destroyed, dead)) {
      assertFalse(kit().store().touch(gone.id()), "TOUCH-2: the dead stay dead");
      assertEquals(Optional.empty(), kit().store().touch(gone), "TOUCH-2: a copy of it is empty");
      assertEquals(Optional.empty(), kit().store().touch(gone.withMaxAge(Duration.ofDays(9))),
          "TOUCH-2: even with an expiry to come in the copy");
      assertEquals(Optional.empty(), kit().store().get(gone.id()), "TOUCH-2: not revived");
    }
    assertFalse(kit().store().destroy(destroyed.id()), "TOUCH-2: nothing created");
  }

  @Rule("TOUCH-3")
  default void touch_never_shortens() {
    SessionId id = kit().store().create(Map.of()).id();
    Instant expiry = expiry(id);
    assertTrue(kit().another(o -> o.expiration(Duration.ofMinutes(5))).touch(id),
        "TOUCH-3: live, so true, though nothing is gained");
    assertEquals(expiry, expiry(id), "TOUCH-3: a shorter expiration does not shorten");
    kit().clock().advance(Duration.ofHours(2));
    SessionStore behind = lagging(Duration.ofHours(1));
    assertTrue(kit().store().touch(id));
    assertTrue(behind.touch(id), "TOUCH-3: an earlier touch that comes later");
    assertEquals(now().plus(DAY), expiry(id), "TOUCH-3: the later expiry counts");
    kit().clock().advance(Duration.ofHours(2));
    assertTrue(behind.touch(id));
    assertEquals(now().plus(Duration.ofHours(23)), expiry(id), "TOUCH-3: by its own clock it does slide");
    assertTrue(kit().store().touch(id));
    assertEquals(now().plus(DAY), expiry(id), "TOUCH-3: in the other order too");
  }

  @Rule("TOUCH-3")
  default void a_save_does_not_shorten_what_a_touch_has_gained() {
    Session copy = kit().store().create(Map.of());
    SessionStore behind = lagging(Duration.ofHours(1));
    kit().clock().advance(Duration.ofHours(2));
    assertTrue(kit().store().touch(copy.id()));
    assertEquals(Status.SAVED, behind.save(copy.with("a", 1)).status());
    assertEquals(now().plus(DAY), expiry(copy.id()), "TOUCH-3: the later expiry counts");
  }

  @Rule(value = "TOUCH-3", needs = Capability.SQL)
  default void a_touch_held_back_does_not_undo_a_later_one() throws Exception {
    SessionId id = kit().store().create(Map.of()).id();
    SessionStore second = kit().another();
    kit().clock().advance(Duration.ofHours(1));
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<Boolean> early = Race.start(() -> kit().store().touch(id));
      early.comesTo(gate);
      kit().clock().advance(Duration.ofHours(1));
      assertTrue(second.touch(id));
      gate.release();
      assertTrue(early.result(), "TOUCH-3: it is live");
    }
    assertEquals(now().plus(DAY), expiry(id), "TOUCH-3: the later expiry counts");
  }

  @Rule(value = "TOUCH-3", stochastic = true)
  default void of_many_touches_at_once_the_latest_expiry_stands() throws Exception {
    SessionStore behind = lagging(Duration.ofHours(1));
    SessionStore furtherBehind = lagging(Duration.ofHours(2));
    List<SessionStore> stores = List.of(kit().store(), behind, furtherBehind);
    SessionId id = kit().store().create(Map.of()).id();
    for (int round = 0; round < 20; round++) {
      kit().clock().advance(Duration.ofHours(3));
      assertTrue(kit().race(6, i -> () -> stores.get(i % 3).touch(id)).stream().allMatch(live -> live),
          "TOUCH-3: live for all");
      assertEquals(now().plus(DAY), expiry(id), "TOUCH-3: in any order");
    }
  }

  @Rule("TOUCH-4")
  default void a_touch_does_not_make_a_save_conflict() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(Duration.ofHours(20));
    assertTrue(kit().another().touch(copy.id()));
    Session saved = kit().store().save(copy.with("a", 1)).session().orElseThrow();
    assertTrue(kit().store().touch(copy).isPresent(), "TOUCH-4: an older copy can be touched after a save");
    assertEquals(saved.attributes(), kit().store().get(copy.id()).orElseThrow().attributes(),
        "TOUCH-4: which undoes nothing");
    assertEquals(Status.SAVED, kit().store().save(saved.with("a", 2)).status(), "TOUCH-4: and makes no conflict");
  }

  @Rule(value = "TOUCH-4", needs = Capability.SQL)
  default void a_touch_passes_a_save_held_back_and_neither_is_lost() throws Exception {
    Session copy = kit().store().create(Map.of());
    SessionStore second = kit().another();
    kit().clock().advance(Duration.ofHours(1));
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<SaveResult> saving = Race.start(() -> kit().store().save(copy.with("a", 1)));
      saving.comesTo(gate);
      kit().clock().advance(Duration.ofHours(1));
      assertTrue(second.touch(copy.id()));
      gate.release();
      assertEquals(Status.SAVED, saving.result().status(), "TOUCH-4: the save does not conflict");
    }
    assertEquals(1L, second.get(copy.id()).orElseThrow().get("a"), "TOUCH-4: the data are the save's");
    assertEquals(now().plus(DAY), expiry(copy.id()), "TOUCH-4: the expiry is the touch's");
  }

  @Rule(value = "TOUCH-4", needs = Capability.SQL)
  default void a_save_passes_a_touch_held_back_and_neither_is_lost() throws Exception {
    Session copy = kit().store().create(Map.of());
    SessionStore second = kit().another();
    kit().clock().advance(Duration.ofHours(1));
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<Optional<Session>> touching = Race.start(() -> kit().store().touch(copy));
      touching.comesTo(gate);
      kit().clock().advance(Duration.ofHours(1));
      Session saved = second.save(copy.with("a", 1)).session().orElseThrow();
      gate.release();
      assertTrue(touching.result().isPresent(), "TOUCH-4: the touch finds it live");
      assertEquals(1L, second.get(copy.id()).orElseThrow().get("a"), "TOUCH-4: the data are the save's");
      assertEquals(now().plus(DAY), expiry(copy.id()), "TOUCH-4: the later expiry counts");
      assertEquals(Status.SAVED, second.save(saved.with("a", 2)).status(), "TOUCH-4: the version is the save's");
    }
  }

  @Rule(value = "TOUCH-4", stochastic = true)
  default void touches_and_a_save_at_once_lose_nothing() throws Exception {
    SessionStore second = kit().another();
    Session copy = kit().store().create(Map.of());
    for (int round = 0; round < 15; round++) {
      kit().clock().advance(Duration.ofHours(1));
      Session current = copy.with("round", round);
      List<Object> results =
          kit().race(5, i -> () -> i == 2 ? kit().store().save(current) : (Object) second.touch(current.id()));
      assertEquals(List.of(true, true, true, true),
          List.of(results.get(0), results.get(1), results.get(3), results.get(4)), "TOUCH-4: no touch is lost");
      copy = ((SaveResult) results.get(2)).session().orElseThrow();
      assertEquals((long) round, kit().store().get(copy.id()).orElseThrow().get("round"),
          "TOUCH-4: the save is not either");
      assertEquals(now().plus(DAY), expiry(copy.id()), "TOUCH-4: the expiry is not either");
    }
  }
}
