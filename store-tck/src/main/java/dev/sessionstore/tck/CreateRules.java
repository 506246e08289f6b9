package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sessionstore.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Making a session. */
interface CreateRules extends RuleGroup {

  @Rule("CREATE-2")
  default void a_taken_id_is_never_overwritten() {
    kit().store().set(Session.of(ID, Map.of("user", "first")));
    List<String> drawn = new ArrayList<>(List.of(ID.value(), "a-free-one"));
    Session made = kit().another(o -> o.idGenerator(() -> drawn.remove(0))).create(Map.of("user", "second"));
    assertEquals("a-free-one", made.id().value(), "CREATE-2: another id is drawn");
    assertEquals("first", kit().store().get(ID).orElseThrow().get("user"), "CREATE-2: what was there stays");
  }
}
