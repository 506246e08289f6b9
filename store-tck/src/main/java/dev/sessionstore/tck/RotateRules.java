package dev.sessionstore.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import java.util.Map;
import java.util.Optional;

/** A new id. */
interface RotateRules extends RuleGroup {

  @Rule({"ROTATE-1", "ROTATE-2", "ROTATE-3", "ROTATE-5"})
  default void rotation_moves_a_session_and_a_stale_copy_cannot_undo_it() {
    Session before = kit().store().create(Map.of("a", 1));
    Session after = kit().store().rotate(before.id(), s -> s.with("user", "ada")).orElseThrow();
    assertNotEquals(before.id(), after.id());
    assertEquals(before.createdAt(), after.createdAt());
    assertEquals(Map.of("a", 1L, "user", "ada"), kit().store().get(after.id()).orElseThrow().attributes().asMap());
    assertEquals(Optional.empty(), kit().store().get(before.id()), "ROTATE-2: the old id is unknown");
    assertEquals(Status.GONE, kit().store().save(before).status(), "ROTATE-5");
    assertEquals(Status.GONE, kit().store().rotate(before).status(), "ROTATE-4: one rotation wins");
    assertEquals(Optional.empty(), kit().store().rotate(before.id()), "ROTATE-3");
    assertEquals(Status.SAVED, kit().store().rotate(after.with("b", 2)).status());
    assertEquals(1, kit().store().length());
  }
}
