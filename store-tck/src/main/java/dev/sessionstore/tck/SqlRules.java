package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.ID;
import static dev.sessionstore.tck.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Budgets of statements. */
interface SqlRules extends RuleGroup {

  @Rule(value = "SQL-1", needs = Capability.SQL)
  default void each_operation_keeps_its_budget_of_statements() {
    SessionStore store = kit().store();
    Session copy = store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow();
    assertAll(
        () -> costs(1, "get", () -> store.get(ID)),
        () -> costs(1, "create", () -> store.create(Map.of())),
        () -> costs(2, "set", () -> store.set(Session.of(SessionId.of("another-id"), Map.of()))),
        () -> costs(1, "save", () -> store.save(copy.with("a", 1))),
        () -> costs(2, "update", () -> store.update(ID, s -> s.with("a", 2))),
        () -> costs(1, "touch", () -> store.touch(ID)),
        () -> costs(2, "rotate", () -> store.rotate(SessionId.of("another-id"))),
        () -> costs(1, "length", store::length),
        () -> costs(1, "a page", () -> store.all(10, null)),
        () -> costs(1, "destroyBy", () -> store.destroyBy(USER, "nobody", null)),
        () -> costs(1, "destroy", () -> store.destroy(ID)));
  }

  private void costs(long budget, String name, Executable operation) throws Throwable {
    StatementProbe probe = kit().probe();
    probe.reset();
    operation.execute();
    StatementProbe.Counts spent = probe.snapshot();
    assertTrue(spent.statements() <= budget, () -> "SQL-1: " + name + " may send " + budget + ", it sent " + probe.texts());
    assertEquals(spent.statements(), spent.checkOuts(), () -> "SQL-1: one check-out per statement of " + name);
    assertTrue(probe.mostOpenConnections() <= 1, () -> "SQL-1: " + name + " returns each connection before the next");
  }

  @Rule(value = "SQL-2", needs = Capability.SQL)
  default void reads_commit_nothing_and_a_write_at_most_once() {
    Session copy = kit().store().create(Map.of());
    kit().probe().reset();
    kit().store().get(copy.id());
    kit().store().length();
    kit().store().all(10, null);
    assertEquals(0, kit().probe().snapshot().commits(), "SQL-2: reads send no COMMIT");
    kit().store().save(copy.with("a", 1));
    assertTrue(kit().probe().snapshot().commits() <= 1, "SQL-2: a write sends at most one");
  }
}
