package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Declared columns. */
interface ColumnRules extends RuleGroup {

  @Rule({"COL-1", "COL-3", "COL-4", "COL-6"})
  default void columns_are_searched_exactly_and_log_out_everywhere_but_here_works() {
    Session here = kit().store().create(Map.of("user", "ada"));
    kit().store().create(Map.of("user", "ada"));
    for (String other : List.of("Ada", "ada ", "adà")) {
      kit().store().create(Map.of("user", other));
    }
    kit().store().create(Map.of());
    assertEquals(2, kit().store().findBy(USER, "ada", 10, null).items().size(), "COL-6: only the exact value");
    assertEquals(1, kit().store().destroyBy(USER, "ada", here.id()));
    assertTrue(kit().store().get(here.id()).isPresent());
    assertEquals(5, kit().store().length());
    assertThrows(IllegalArgumentException.class, () -> kit().store().create(Map.of("user", "x".repeat(41))),
        "COL-1: too long a value is refused");
    kit().clock().advance(DAY);
    assertEquals(List.of(), kit().store().findBy(USER, "ada", 10, null).items(), "COL-3: live ones only");
  }

  @Rule(value = "COL-5", needs = {Capability.SQL, Capability.OWN_MODEL})
  default void no_operation_wipes_a_column_the_store_does_not_know() throws Exception {
    SessionStore own = kit().ownModel();
    Session copy = own.create(Map.of("user", "ada"));
    kit().jdbc().run("update " + SessionStoreTck.NOTED_TABLE + " set note = ?", "kept");
    kit().clock().advance(Duration.ofHours(1));
    assertTrue(own.touch(copy.id()));
    copy = own.save(copy.with("a", 1)).session().orElseThrow();
    own.set(copy.with("a", 2)).orElseThrow();
    own.update(copy.id(), s -> s.with("a", 3)).orElseThrow();
    own.rotate(copy.id()).orElseThrow();
    assertEquals(List.of(Map.of("note", "kept")), kit().jdbc().rows("select note from "
        + SessionStoreTck.NOTED_TABLE), "COL-5: the column is wiped");
  }
}
