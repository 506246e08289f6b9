package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.ID;
import static dev.sessionstore.tck.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** What a store holds open. */
interface LifeRules extends RuleGroup {

  @Rule("LIFE-1")
  default void a_closed_store_says_so_and_closes_twice() {
    SessionStore other = kit().another();
    other.close();
    other.close();
    assertThrows(IllegalStateException.class, () -> other.get(ID));
    assertEquals(0, kit().store().length(), "LIFE-1: what was passed in stays open");
  }

  @Rule(value = "LIFE-2", needs = Capability.SQL)
  default void no_operation_leaves_a_connection_open() {
    SessionStore store = kit().store();
    List<Executable> operations = List.of(
        () -> store.create(Map.of("user", "ada")),
        () -> store.set(Session.of(ID, Map.of())),
        () -> store.save(store.get(ID).orElseThrow().with("a", 1)),
        () -> store.update(ID, s -> s.with("n", 1)),
        () -> store.touch(ID),
        () -> store.rotate(ID),
        () -> store.findBy(USER, "ada", 10, null),
        () -> store.destroyBy(USER, "ada", null),
        () -> store.destroy(ID),
        store::length, store::clearExpired, store::createTable, store::validateTable, store::clear);
    assertAll(operations.stream().map(operation -> () -> {
      operation.execute();
      assertEquals(0, kit().probe().openConnections(), "LIFE-2: a connection is left open");
    }));
  }

  @Rule(value = "LIFE-2", needs = Capability.SQL)
  default void no_connection_is_held_while_the_caller_s_function_runs() {
    SessionId id = kit().store().create(Map.of()).id();
    List<Integer> open = new ArrayList<>();
    kit().store().update(id, s -> {
      open.add(kit().probe().openConnections());
      return s.with("a", 1);
    });
    assertEquals(List.of(0), open);
  }
}
