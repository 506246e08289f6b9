package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import java.util.Map;
import java.util.Optional;

/** Writing a copy back. */
interface SaveRules extends RuleGroup {

  @Rule({"SAVE-1", "SET-5"})
  default void the_answer_of_set_and_of_save_can_be_saved_again() {
    Session copy = kit().store().set(Session.of(ID, Map.of())).orElseThrow();
    for (int i = 0; i < 3; i++) {
      SaveResult result = kit().store().save(copy.with("n", i));
      assertEquals(Status.SAVED, result.status());
      copy = result.session().orElseThrow();
    }
    assertEquals(2L, kit().store().get(ID).orElseThrow().get("n"));
  }

  @Rule({"SAVE-2", "SAVE-5"})
  default void a_save_never_brings_a_session_back() {
    Session copy = kit().store().set(Session.of(ID, Map.of())).orElseThrow();
    kit().store().destroy(ID);
    assertEquals(Status.GONE, kit().store().save(copy.with("x", 1)).status(), "SAVE-2: gone after a destroy");
    assertFalse(kit().store().destroy(ID), "SAVE-2: no row came back");
    kit().store().set(Session.of(ID, Map.of("new", true)));
    assertEquals(Status.CONFLICT, kit().store().save(copy).status(), "SAVE-5: an old copy cannot replace a newer session");
  }

  @Rule("SAVE-3")
  default void a_dead_session_is_not_saved() {
    Session copy = kit().store().create(Map.of());
    kit().clock().advance(DAY);
    assertEquals(Status.GONE, kit().store().save(copy).status());
    assertEquals(Optional.empty(), kit().store().get(copy.id()));
  }

  @Rule("SAVE-4")
  default void a_save_of_an_older_copy_is_a_conflict_and_the_newer_data_stay() {
    Session copy = kit().store().create(Map.of());
    kit().another().save(copy.with("who", "first"));
    assertEquals(Status.CONFLICT, kit().store().save(copy.with("who", "second")).status());
    assertEquals("first", kit().store().get(copy.id()).orElseThrow().get("who"));
  }

  @Rule(value = "SAVE-2", needs = Capability.SQL)
  default void a_save_held_back_does_not_revive_a_session_destroyed_meanwhile() throws Exception {
    Session copy = kit().store().create(Map.of());
    SessionStore second = kit().another();
    try (Gate gate = kit().probe().hold(StatementProbe.writes())) {
      Race.Aside<SaveResult> saving = Race.aside(() -> kit().store().save(copy.with("a", 1)));
      gate.awaitHeld();
      assertTrue(second.destroy(copy.id()));
      gate.release();
      assertEquals(Status.GONE, saving.answer().status(), "SAVE-2: the save comes too late");
    }
    assertFalse(second.destroy(copy.id()), "SAVE-2: no row came back");
  }
}
