package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules on writing a copy back. */
interface SaveRules extends RuleGroup {

  @Rule({"SAVE-1", "SET-5"})
  default void the_answer_of_set_and_of_save_can_be_saved_again() {
    Session copy = kit().store().set(Session.of(ID, Map.of())).orElseThrow();
    SessionStore second = kit().another();
    for (int i = 0; i < 4; i++) {
      SaveResult result = (i % 2 == 0 ? second : kit().store()).save(copy.with("n", i));
      assertEquals(Status.SAVED, result.status(), "SAVE-1: in any store");
      copy = result.session().orElseThrow();
    }
    assertEquals(3L, kit().store().get(ID).orElseThrow().get("n"), "SAVE-1: the last copy is stored");
  }

  @Rule("SAVE-1")
  default void a_save_replaces_data_and_columns_and_answers_the_new_copy() {
    Session copy = kit().store().create(Map.of("user", "ada", "a", 1, "b", 2));
    kit().clock().advance(Duration.ofHours(1));
    Session saved = kit().store().save(copy.with("user", "bob").with("c", 3).without("a")).session().orElseThrow();
    Session stored = kit().another().get(copy.id()).orElseThrow();
    assertEquals(Map.of("user", "bob", "b", 2L, "c", 3L), stored.attributes().asMap(),
        "SAVE-1: the data are replaced, removals included");
    assertEquals(stored, saved, "SAVE-1: the result is as stored");
    assertEquals(stored.stamp(), saved.stamp(), "SAVE-1: version, times and expiry too");
    assertNotEquals(copy.stamp().orElseThrow().version(), saved.stamp().orElseThrow().version(),
        "SAVE-1: a new version");
    assertEquals(kit().clock().instant().plus(DAY), saved.expiresAt(), "SAVE-1: a new expiry");
    assertEquals(copy.createdAt(), saved.createdAt(), "SAVE-1: created when it was");
    assertEquals(kit().clock().instant(), saved.stamp().orElseThrow().updatedAt(), "SAVE-1: written now");
    assertEquals(1, kit().store().findBy(USER, "bob", 10, null).items().size(),
        "SAVE-1: declared columns are replaced");
    assertEquals(0, kit().store().findBy(USER, "ada", 10, null).items().size(),
        "SAVE-1: declared columns are replaced");
    Session nobody = kit().store().save(saved.without("user")).session().orElseThrow();
    assertEquals(0, kit().store().findBy(USER, "bob", 10, null).items().size(), "SAVE-1: by null as well");
    assertEquals(Status.SAVED, kit().store().save(nobody).status(), "SAVE-1: unchanged, it is written all the same");
  }

  @Rule({"SAVE-2", "SAVE-5"})
  default void a_save_never_brings_a_session_back() {
    Session copy = kit().store().set(Session.of(ID, Map.of())).orElseThrow();
    kit().another().destroy(ID);
    assertEquals(Status.GONE, kit().store().save(copy.with("x", 1)).status(), "SAVE-2: gone after a destroy");
    assertEquals(Optional.empty(), kit().store().save(copy).session(), "SAVE-2: there is no new copy");
    assertFalse(kit().store().destroy(ID), "SAVE-2: no row came back");
    assertEquals(Status.GONE, kit().store().save(Session.of(ID, Map.of())).status(),
        "SAVE-2: a session no store has seen is gone");
    assertFalse(kit().store().destroy(ID), "SAVE-2: and not made");
    Session fresh = kit().store().set(Session.of(ID, Map.of("new", true))).orElseThrow();
    assertEquals(Status.CONFLICT, kit().store().save(copy).status(),
        "SAVE-5: an old copy cannot replace a newer session");
    Session there = kit().store().get(ID).orElseThrow();
    assertEquals(Map.of("new", true), there.attributes().asMap(), "SAVE-5: the newer session stays");
    assertEquals(fresh.stamp(), there.stamp(), "SAVE-5: in every respect");
  }

  @Rule("SAVE-5")
  default void versions_never_repeat() {
    Set<Long> versions = new HashSet<>();
    for (int i = 0; i < 10; i++) { // the same data, the same moment
      Session copy = kit().store().set(Session.of(ID, Map.of())).orElseThrow();
      versions.add(copy.stamp().orElseThrow().version());
      versions.add(kit().store().save(copy).session().orElseThrow().stamp().orElseThrow().version());
      versions.add(kit().store().update(ID, s -> s.with("a", 1)).orElseThrow().stamp().orElseThrow().version());
      kit().store().destroy(ID);
    }
    assertEquals(30, versions.size(), "SAVE-5: a version came twice");
  }

  @Rule("SAVE-3")
  default void a_dead_session_is_not_saved() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(DAY.minusMillis(1));
    copy = kit().store().save(copy).session().orElseThrow();
    kit().clock().advance(DAY);
    for (Session late : List.of(copy, copy.with("a", 1), copy.withMaxAge(Duration.ofDays(100)),
        copy.withMaxAge(Duration.ofDays(1)), copy.withFixedExpiry(kit().clock().instant().plus(DAY)))) {
      assertEquals(Status.GONE, kit().store().save(late).status(),
          "SAVE-3: dead at its deadline, even with an expiry to come in the copy");
      assertEquals(Optional.empty(), kit().store().get(copy.id()), "SAVE-3: the row is not revived");
    }
  }

  @Rule("SAVE-4")
  default void a_save_of_an_older_copy_is_a_conflict_and_the_newer_data_stay() {
    SessionStore second = kit().another();
    Session copy = kit().store().create(Map.of("a", 1));
    second.save(copy.with("who", "save"));
    conflicts(copy, "save");
    copy = kit().store().get(copy.id()).orElseThrow();
    second.update(copy.id(), s -> s.with("who", "update"));
    conflicts(copy, "update");
    copy = kit().store().get(copy.id()).orElseThrow();
    second.set(copy.with("who", "set"));
    conflicts(copy, "set");
    copy = kit().store().get(copy.id()).orElseThrow();
    second.save(copy); // saving the same data is a write too
    conflicts(copy, "set");
    assertEquals(Status.SAVED, kit().store().save(kit().store().get(copy.id()).orElseThrow().with("a", 2)).status(),
        "SAVE-4: read again, it is saved");
  }

  private void conflicts(Session old, String written) {
    Session before = kit().store().get(old.id()).orElseThrow();
    SaveResult result = kit().store().save(old.with("who", "late"));
    assertEquals(Status.CONFLICT, result.status(), () -> "SAVE-4: somebody else's " + written + " came between");
    assertEquals(Optional.empty(), result.session(), "SAVE-4: there is no new copy");
    Session after = kit().store().get(old.id()).orElseThrow();
    assertEquals(written, after.get("who"), "SAVE-4: what they wrote stays");
    assertEquals(before.stamp(), after.stamp(), "SAVE-4: in every respect");
  }

  @Rule(value = "SAVE-2", needs = Capability.SQL)
  default void a_save_held_back_does_not_revive_a_session_destroyed_meanwhile() throws Exception {
    Session copy = kit().store().create(Map.of());
    SessionStore second = kit().another();
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<SaveResult> saving = Race.start(() -> kit().store().save(copy.with("a", 1)));
      saving.comesTo(gate);
      assertTrue(second.destroy(copy.id()));
      gate.release();
      assertEquals(Status.GONE, saving.result().status(), "SAVE-2: the save comes too late");
    }
    assertFalse(second.destroy(copy.id()), "SAVE-2: no row came back");
  }

  @Rule(value = "SAVE-5", needs = Capability.SQL)
  default void a_save_held_back_does_not_replace_a_session_set_anew_meanwhile() throws Exception {
    Session copy = kit().store().create(Map.of("who", "old"));
    SessionStore second = kit().another();
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<SaveResult> saving = Race.start(() -> kit().store().save(copy.with("who", "held")));
      saving.comesTo(gate);
      assertTrue(second.destroy(copy.id()));
      second.set(Session.of(copy.id(), Map.of("who", "anew")));
      gate.release();
      assertEquals(Status.CONFLICT, saving.result().status(), "SAVE-5: it is another session by now");
    }
    assertEquals("anew", second.get(copy.id()).orElseThrow().get("who"), "SAVE-5: which stays");
  }

  @Rule(value = "SAVE-4", needs = Capability.SQL)
  default void of_two_saves_whose_statements_cross_the_later_is_a_conflict() throws Exception {
    Session copy = kit().store().create(Map.of());
    SessionStore second = kit().another();
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.AsyncCall<SaveResult> saving = Race.start(() -> kit().store().save(copy.with("who", "held")));
      saving.comesTo(gate);
      assertEquals(Status.SAVED, second.save(copy.with("who", "quick")).status(), "SAVE-4: the first statement wins");
      gate.release();
      assertEquals(Status.CONFLICT, saving.result().status(), "SAVE-4: the second is a conflict");
    }
    assertEquals("quick", second.get(copy.id()).orElseThrow().get("who"), "SAVE-4: what the first wrote stays");
  }

  @Rule(value = "SAVE-4", stochastic = true)
  default void of_many_saves_of_one_copy_at_once_one_wins() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 10; round++) {
      Session copy = kit().store().create(Map.of());
      List<SaveResult> results =
          kit().race(8, i -> () -> (i % 2 == 0 ? kit().store() : second).save(copy.with("by", i)));
      List<SaveResult> saved = results.stream().filter(result -> result.status() == Status.SAVED).toList();
      assertEquals(1, saved.size(), "SAVE-4: exactly one is saved");
      assertEquals(7, results.stream().filter(result -> result.status() == Status.CONFLICT).count(),
          "SAVE-4: all others conflict");
      assertEquals(saved.get(0).session().orElseThrow().get("by"), kit().store().get(copy.id()).orElseThrow().get("by"),
          "SAVE-4: the winner's data stay");
    }
  }

  @Rule(value = "SAVE-2", stochastic = true)
  default void saves_and_a_destroy_at_once_leave_nothing() throws Exception {
    SessionStore second = kit().another();
    for (int round = 0; round < 20; round++) {
      Session copy = kit().store().create(Map.of());
      kit().race(6,
          i -> () -> i == 3 ? second.destroy(copy.id()) : (Object) kit().store().save(copy.with("by", i)).status());
      assertEquals(Optional.empty(), second.get(copy.id()), "SAVE-2: destroyed is destroyed");
      assertFalse(second.destroy(copy.id()), "SAVE-2: no row came back");
    }
  }
}
