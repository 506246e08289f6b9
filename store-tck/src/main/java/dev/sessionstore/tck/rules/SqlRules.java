package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.StatementProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

/** Rules on how many statements are sent, and which. */
interface SqlRules extends RuleGroup {

  /** What one call may spend, on a connection that commits by itself and on one that does not. */
  record Budget(int least, int most, int reads) {
    static Budget of(int statements, int reads) {
      return new Budget(statements, statements, reads);
    }
  }

  /** Watches one call. */
  private StatementProbe.Counts spent(Executable operation) throws Throwable {
    kit().probe().reset();
    operation.execute();
    return kit().probe().snapshot();
  }

  private void costs(int budget, String name, Executable operation) throws Throwable {
    costs(budget, budget, name, operation);
  }

  private void costs(int least, int most, String name, Executable operation) throws Throwable {
    StatementProbe probe = kit().probe();
    StatementProbe.Counts spent = spent(operation);
    assertTrue(spent.statements() >= least && spent.statements() <= most,
        () -> "SQL-1: " + name + " sends " + most + ", it sent " + probe.texts());
    assertEquals(spent.statements(), spent.checkOuts(), () -> "SQL-1: one check-out per statement of " + name);
    assertTrue(probe.mostOpenConnections() <= 1, () -> "SQL-1: " + name + " returns each connection before the next");
  }

  @Rule(value = "SQL-1", needs = Capability.SQL)
  default void each_operation_keeps_its_budget_of_statements() {
    SessionStore store = kit().store();
    SessionId other = SessionId.of("another-id");
    Session made = store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow();
    assertAll(
        () -> costs(1, "get", () -> assertTrue(store.get(ID).isPresent())),
        () -> costs(1, "get of an unknown id", () -> assertTrue(store.get(other).isEmpty())),
        () -> costs(1, "create", () -> store.create(Map.of())),
        () -> costs(1, 2, "set of an unknown id", () -> store.set(Session.of(other, Map.of()))),
        () -> costs(1, 2, "set of a live one", () -> store.set(Session.of(other, Map.of("a", 1)))),
        () -> costs(1, "save", () -> assertEquals(Status.SAVED, store.save(made.with("a", 1)).status())),
        () -> costs(2, "a save that conflicts", () -> assertEquals(Status.CONFLICT, store.save(made).status())),
        () -> costs(2, "update", () -> store.update(ID, s -> s.with("a", 2)).orElseThrow()),
        () -> costs(1, "an update that changes nothing", () -> store.update(ID, s -> s).orElseThrow()),
        () -> costs(1, "an update of what is gone", () -> store.update(SessionId.of("gone"), s -> s)),
        () -> costs(1, "touch of an id", () -> assertTrue(store.touch(ID))),
        () -> costs(1, "touch of an id that is gone", () -> assertFalse(store.touch(SessionId.of("gone")))),
        () -> costs(2, "rotate of an id", () -> store.rotate(other).orElseThrow()),
        () -> costs(1, "rotate of an id that is gone", () -> store.rotate(other)),
        () -> costs(1, "length", store::length),
        () -> costs(1, "a page of all", () -> store.all(10, null)),
        () -> costs(1, "a page of some", () -> store.findBy(USER, "ada", 10, null)),
        () -> costs(1, "destroyBy", () -> assertEquals(0, store.destroyBy(USER, "ada", ID))),
        () -> costs(1, "destroy", () -> assertTrue(store.destroy(ID))),
        () -> costs(2, "a save of what is gone", () -> assertEquals(Status.GONE, store.save(made).status())),
        () -> costs(2, "a rotate of a copy that is gone", () -> assertEquals(Status.GONE, store.rotate(made).status())),
        () -> costs(1, "destroy by handle", () -> store.destroy(SessionHandle.of("nobody"))));
  }

  @Rule(value = "SQL-1", needs = Capability.SQL)
  default void a_loaded_copy_is_rotated_with_its_changes_in_one_statement() throws Throwable {
    Session made = kit().store().create(Map.of());
    costs(1, "rotate of a loaded copy",
        () -> assertEquals(Status.SAVED, kit().store().rotate(made.with("a", 1)).status()));
    Session again = kit().store().create(Map.of());
    costs(2, "rotate of an id with a change",
        () -> kit().store().rotate(again.id(), s -> s.with("a", 1)).orElseThrow());
  }

  @Rule(value = {"SQL-1", "TOUCH-5"}, needs = Capability.SQL)
  default void touch_of_a_copy_sends_one_statement_or_none() throws Throwable {
    SessionStore store = kit().store();
    Session made = store.create(Map.of());
    kit().clock().advance(Duration.ofSeconds(59));
    costs(0, "touch with little to gain", () -> store.touch(made).orElseThrow());
    kit().clock().advance(Duration.ofSeconds(1));
    costs(1, "touch with a minute to gain", () -> store.touch(made).orElseThrow());
    SessionStore never = kit().another(o -> o.disableTouch(true));
    kit().clock().advance(Duration.ofHours(3));
    costs(0, "touch where it is disabled", () -> never.touch(made));
    costs(0, "touch of an id where it is disabled", () -> never.touch(made.id()));
  }

  /** Each operation with its statements, and how many of these only read. */
  private Map<String, Budget> budgets() {
    Map<String, Budget> each = new LinkedHashMap<>();
    each.put("set", new Budget(1, 2, 0));
    each.put("get", Budget.of(1, 1));
    each.put("save", Budget.of(1, 0));
    each.put("conflict", Budget.of(2, 1));
    each.put("update", Budget.of(2, 1));
    each.put("touch", Budget.of(1, 0));
    each.put("length", Budget.of(1, 1));
    each.put("all", Budget.of(1, 1));
    each.put("findBy", Budget.of(1, 1));
    each.put("rotate", Budget.of(2, 1));
    each.put("create", Budget.of(1, 0));
    each.put("destroyBy", Budget.of(1, 0));
    each.put("destroy", Budget.of(1, 0));
    return each;
  }

  private static Map<String, Executable> calls(SessionStore store, Session first, SessionId id, String user,
      int number) {
    Map<String, Executable> each = new LinkedHashMap<>();
    each.put("set", () -> store.set(Session.of(id, Map.of("user", user, "n", number))).orElseThrow());
    each.put("get", () -> store.get(id).orElseThrow());
    each.put("save", () -> store.save(first.with("n", number)).session().orElseThrow());
    each.put("conflict", () -> assertEquals(Status.CONFLICT, store.save(first).status()));
    each.put("update", () -> store.update(id, s -> s.with("n", number + 1)).orElseThrow());
    each.put("touch", () -> assertTrue(store.touch(id)));
    each.put("length", store::length);
    each.put("all", () -> store.all(10 + number, null));
    each.put("findBy", () -> store.findBy(USER, user, 10 + number, null));
    each.put("rotate", () -> store.rotate(id).orElseThrow());
    each.put("create", () -> store.create(Map.of("user", user)));
    each.put("destroyBy", () -> store.destroyBy(USER, user, null));
    each.put("destroy", () -> store.destroy(id));
    return each;
  }

  @Rule(value = "SQL-2", needs = Capability.SQL)
  default void on_a_pool_that_commits_by_itself_no_commit_is_sent() throws Throwable {
    kit().probe().autoCommit(true);
    SessionStore store = kit().another();
    Map<String, Executable> calls = calls(store, store.create(Map.of()), ID, "ada", 1);
    for (String name : calls.keySet()) {
      StatementProbe.Counts spent = spent(calls.get(name));
      assertEquals(0, spent.commits(), () -> "SQL-2: commits of " + name);
      assertEquals(0, spent.rollbacks(), () -> "SQL-2: rollbacks of " + name);
    }
  }

  @Rule(value = "SQL-2", needs = Capability.SQL)
  default void on_a_pool_that_does_not_a_read_ends_with_rollback_and_a_write_with_one_commit() throws Throwable {
    kit().probe().autoCommit(false);
    SessionStore store = kit().another();
    Map<String, Executable> calls = calls(store, store.create(Map.of()), ID, "ada", 1);
    for (Map.Entry<String, Budget> each : budgets().entrySet()) {
      String name = each.getKey();
      Budget budget = each.getValue();
      StatementProbe.Counts spent = spent(calls.get(name));
      assertEquals(spent.statements(), spent.commits() + spent.rollbacks(),
          () -> "SQL-2: each statement of " + name + " is ended");
      if (budget.most() > budget.least()) { // the second one may read or write
        assertTrue(spent.commits() > 0, () -> "SQL-2: " + name + " is committed");
        continue;
      }
      int reads = budget.reads();
      assertEquals(reads, spent.rollbacks(), () -> "SQL-2: each read of " + name + " ends with a ROLLBACK");
      assertEquals(spent.statements() - reads, spent.commits(),
          () -> "SQL-2: " + name + " commits what it wrote, once");
    }
    List<Boolean> modes = kit().probe().autoCommitCalls();
    assertTrue(modes.isEmpty() || !modes.get(modes.size() - 1), "SQL-2: a connection goes back in the mode it came in");
    assertEquals(1, kit().jdbc().rows("select sid from " + kit().table()).size(),
        "SQL-2: what was written is there for others");
  }

  @Rule(value = "SQL-3", needs = Capability.SQL)
  default void the_text_of_a_statement_is_the_same_for_all_values_threads_and_stores() throws Throwable {
    SessionStore second = kit().another();
    Map<String, List<String>> here = texts(kit().store(), "an-id-with-a-value", "ada", 7_654_321);
    Map<String, List<String>> there = texts(second, "x'; -- \"?:", "o'brien :n ? {x} ${y} #{z}", -1);
    Map<String, List<String>> elsewhere = Race.start(() -> textsOf(second)).result();
    here.forEach((name, texts) -> {
      assertEquals(texts, there.get(name), () -> "SQL-3: the text of " + name + " for other values");
      assertEquals(texts, elsewhere.get(name), () -> "SQL-3: the text of " + name + " on another thread");
      for (String value : List.of("an-id-with", "ada", "7654321", Long.toString(kit().clock().millis()))) {
        assertFalse(texts.toString().contains(value), () -> "SQL-3: a value is in the text of " + name);
      }
    });
  }

  private Map<String, List<String>> textsOf(SessionStore store) throws Exception {
    try {
      return texts(store, "third", "\u6f22\u5b57", 0);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, List<String>> texts(SessionStore store, String id, String user, int number) throws Throwable {
    SessionId under = SessionId.of(id.replace(" ", ""));
    Map<String, List<String>> texts = new LinkedHashMap<>();
    Session first = store.create(Map.of("user", user));
    calls(store, first, under, user, Math.abs(number % 100)).forEach((name, call) -> {
      kit().probe().reset();
      try {
        call.execute();
      } catch (Throwable e) {
        throw new AssertionError("SQL-3: " + name + " failed", e);
      }
      texts.put(name, kit().probe().texts());
    });
    kit().clock().advance(DAY.plusMinutes(1));
    kit().probe().reset();
    store.clearExpired();
    texts.put("clearExpired", kit().probe().texts().stream().distinct().toList());
    return texts;
  }

  @Rule(value = "SQL-3", needs = Capability.SQL)
  default void many_calls_send_few_texts() {
    SessionStore store = kit().store();
    kit().probe().reset();
    IntStream.range(0, 20).forEach(i -> {
      Session copy = store.create(i % 2 == 0 ? Map.of() : Map.of("user", "u" + i));
      store.update(copy.id(), s -> s.with("n", i));
      store.touch(copy.id());
      store.rotate(copy.id(), s -> s.with("long", "x".repeat(100 * i)));
      store.all(i + 1, null);
    });
    long texts = kit().probe().texts().stream().distinct().count();
    assertTrue(texts <= 5, () -> "SQL-3: insert, select, update, touch and a page, but there were " + texts);
  }
}
