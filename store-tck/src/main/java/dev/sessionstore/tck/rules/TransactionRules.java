package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.RecordingListener;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/**
 * Rules on a store beside a caller's transaction, on one DataSource. Transactions that an ORM binds
 * to a thread are tested in that ORM's module.
 */
interface TransactionRules extends RuleGroup {

  /**
   * A caller: a transaction of the test's own, which writes to a table that the store does not use.
   */
  final class Caller implements AutoCloseable {
    private final Connection connection;
    private final boolean mode;

    Caller(Kit kit) throws SQLException {
      connection = kit.database().getConnection();
      mode = connection.getAutoCommit();
      connection.setAutoCommit(false);
    }

    static void prepare(Kit kit) throws SQLException {
      kit.jdbc().run("drop table if exists kit_caller");
      kit.jdbc().run("create table kit_caller (step integer)");
    }

    void write(int step) throws SQLException {
      try (Statement insert = connection.createStatement()) {
        assertEquals(1, insert.executeUpdate("insert into kit_caller (step) values (" + step + ")"),
            "TX-2: the caller's transaction works on");
      }
    }

    void commit() throws SQLException {
      connection.commit();
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.setAutoCommit(mode);
      connection.close();
    }
  }

  private int callersRows() throws SQLException {
    return kit().jdbc().rows("select step from kit_caller").size();
  }

  @Rule(value = "TX-1", needs = {Capability.SQL, Capability.CONCURRENT_WRITES})
  default void an_operation_stands_although_the_caller_rolls_back() throws Exception {
    Caller.prepare(kit());
    SessionStore store = kit().store();
    SessionId created;
    SessionId rotated;
    try (Caller caller = new Caller(kit())) {
      caller.write(1);
      created = store.create(Map.of("user", "ada")).id();
      caller.write(2);
      store.set(Session.of(ID, Map.of())).orElseThrow();
      Session copy = store.create(Map.of());
      copy = store.save(copy.with("saved", true)).session().orElseThrow();
      copy = store.update(copy.id(), s -> s.with("updated", true)).orElseThrow();
      rotated = store.rotate(copy.id()).orElseThrow().id();
      kit().clock().advance(Kit.DAY.dividedBy(2));
      assertTrue(store.touch(rotated));
      assertTrue(store.destroy(store.create(Map.of()).id()));
      store.create(Map.of("user", "bob"));
      assertEquals(1, store.destroyBy(USER, "bob", null));
      store.clearExpired();
      caller.write(3);
    } // rolls back
    assertTrue(store.get(created).isPresent(), "TX-1: what create did is there");
    assertTrue(store.get(ID).isPresent(), "TX-1: what set did is there");
    Session read = store.get(rotated).orElseThrow();
    assertEquals(Map.of("saved", true, "updated", true), read.attributes().asMap(),
        "TX-1: what save, update and rotate did is there");
    assertEquals(kit().clock().instant().plus(Kit.DAY), read.expiresAt(), "TX-1: what touch did is there");
    assertEquals(3, store.length(), "TX-1: what destroy and destroyBy did is there");
    assertEquals(0, callersRows(), "TX-1: only the caller's own rows went");
    try (Caller caller = new Caller(kit())) {
      caller.write(4);
      store.clear();
    }
    assertEquals(0, store.length(), "TX-1: what clear did is there");
  }

  @Rule(value = "TX-1", needs = {Capability.SQL, Capability.CONCURRENT_WRITES})
  default void an_operation_commits_nothing_of_the_caller_s() throws Exception {
    Caller.prepare(kit());
    for (Map.Entry<String, Executable> each : operations(kit().store()).entrySet()) {
      try (Caller caller = new Caller(kit())) {
        caller.write(1);
        run(each.getValue());
        assertEquals(0, callersRows(), () -> "TX-1: " + each.getKey() + " committed what the caller had written");
        caller.commit();
      }
      assertEquals(1, callersRows(), () -> "TX-2: after " + each.getKey() + " the caller's commit keeps what it wrote");
      kit().jdbc().run("delete from kit_caller");
    }
  }

  private static void run(Executable operation) throws Exception {
    try {
      operation.execute();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each operation once, ordered so that each has something to do. */
  private Map<String, Executable> operations(SessionStore store) {
    Map<String, Executable> each = new LinkedHashMap<>();
    each.put("set", () -> store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow());
    each.put("get", () -> store.get(ID).orElseThrow());
    each.put("create", () -> store.create(Map.of("user", "ada")));
    each.put("save", () -> assertEquals(Status.SAVED, store.save(store.get(ID).orElseThrow().with("a", 1)).status()));
    each.put("update", () -> store.update(ID, s -> s.with("a", 2)).orElseThrow());
    each.put("touch", () -> assertTrue(store.touch(ID)));
    each.put("all", () -> store.all(10, null));
    each.put("findBy", () -> store.findBy(USER, "ada", 10, null));
    each.put("length", store::length);
    each.put("rotate", () -> store.rotate(ID).orElseThrow());
    each.put("destroyBy", () -> store.destroyBy(USER, "ada", null));
    each.put("destroy", () -> store.destroy(ID));
    each.put("clearExpired", store::clearExpired);
    each.put("clear", store::clear);
    return each;
  }

  @Rule(value = "TX-2", needs = {Capability.SQL, Capability.CONCURRENT_WRITES})
  default void a_conflict_a_duplicate_and_a_failure_leave_the_caller_s_transaction_committable() throws Exception {
    Caller.prepare(kit());
    SessionStore store = kit().store();
    SessionStore stubborn = kit().another(o -> o.idGenerator(() -> "always-the-same-id"));
    SessionStore impatient = kit().another(o -> o.updateTimeout(Duration.ZERO));
    Session old = store.create(Map.of());
    store.update(old.id(), s -> s.with("newer", true)).orElseThrow();
    stubborn.create(Map.of());
    try (Caller caller = new Caller(kit())) {
      caller.write(1);
      assertEquals(Status.CONFLICT, store.save(old.with("a", 1)).status());
      caller.write(2);
      assertEquals(Status.CONFLICT, store.rotate(old).status());
      caller.write(3);
      assertThrows(SessionStoreException.class, () -> stubborn.create(Map.of()), "CREATE-2: the id is taken");
      caller.write(4);
      assertThrows(SessionStoreException.class, () -> stubborn.rotate(old.id()), "CREATE-2: the id is taken");
      caller.write(5);
      assertThrows(SessionStoreException.class, () -> impatient.update(old.id(), s -> {
        store.update(old.id(), other -> other.with("n", other.getLong("n", 0) + 1));
        return s.with("b", 1);
      }), "UPDATE-4: somebody else keeps writing");
      caller.write(6);
      assertThrows(ArithmeticException.class, () -> store.update(old.id(), s -> {
        throw new ArithmeticException("the function's own");
      }));
      caller.write(7);
      kit().probe()
          .failNext(StatementProbe.writes(), () -> new SQLException("broken by the kit", "58030"),
              StatementProbe.When.BEFORE);
      assertThrows(SessionStoreException.class, () -> store.update(old.id(), s -> s.with("c", 1)));
      caller.write(8);
      store.destroy(old.id());
      assertEquals(Status.GONE, store.save(old).status());
      caller.write(9);
      caller.commit();
    }
    assertEquals(9, callersRows(), "TX-2: all the caller wrote is there");
  }

  @Rule(value = "TX-2", needs = {Capability.SQL, Capability.CONCURRENT_WRITES}, stochastic = true)
  default void callers_that_race_within_their_transactions_all_commit() throws Exception {
    Caller.prepare(kit());
    SessionStore second = kit().another();
    for (int round = 0; round < 5; round++) {
      SessionId id = SessionId.of("raced-" + round);
      kit().race(4, i -> () -> {
        SessionStore mine = i % 2 == 0 ? kit().store() : second;
        try (Caller caller = new Caller(kit())) {
          caller.write(i);
          Session copy = mine.set(Session.of(id, Map.of("by", i))).orElseThrow();
          mine.save(copy.with("saved", i));
          mine.update(id, s -> s.with("n", s.getLong("n", 0) + 1));
          caller.write(i);
          caller.commit();
        }
        return i;
      });
    }
    assertEquals(40, callersRows(), "TX-2: no caller lost a row");
  }

  /** Counts, and records what was sent within it. */
  final class CountingBoundary implements TransactionBoundary {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger depth = new AtomicInteger();
    private final AtomicInteger nested = new AtomicInteger();

    @Override
    public <T> T outside(Supplier<T> operation) {
      calls.incrementAndGet();
      if (depth.getAndIncrement() > 0) {
        nested.incrementAndGet();
      }
      try {
        return operation.get();
      } finally {
        depth.decrementAndGet();
      }
    }
  }

  @Rule("TX-3")
  default void the_boundary_is_used_once_around_each_row_operation() {
    CountingBoundary boundary = new CountingBoundary();
    SessionStore store = kit().another(o -> o.transactionBoundary(boundary));
    boundary.calls.set(0);
    Map<String, Integer> twice = Map.of("save", 2, "update", 2, "rotate", 2); // these read first
    operations(store).forEach((name, operation) -> {
      boundary.calls.set(0);
      assertDoes(operation);
      assertEquals(twice.getOrDefault(name, 1), boundary.calls.get(), () -> "TX-3: boundaries around " + name);
    });
    boundary.calls.set(0);
    store.createTable();
    store.validateTable();
    assertEquals(2, boundary.calls.get(), "TX-3: around making and checking the table too");
    assertEquals(0, boundary.nested.get(), "TX-3: never one within another");
  }

  private static void assertDoes(Executable operation) {
    try {
      run(operation);
    } catch (Exception e) {
      throw new AssertionError("The operation failed.", e);
    }
  }

  @Rule(value = "TX-3", needs = Capability.SQL)
  default void no_statement_and_no_connection_goes_past_the_boundary() throws Exception {
    CountingBoundary boundary = new CountingBoundary();
    SessionStore store = kit().another(o -> o.transactionBoundary(boundary).listener(kit().listener()));
    List<String> past = new ArrayList<>();
    try (Gate watch = kit().probe().hold(sql -> {
      if (boundary.depth.get() != 1) {
        past.add(sql);
      }
      return false;
    })) {
      for (Executable operation : operations(store).values()) {
        run(operation);
      }
      store.createTable();
      store.validateTable();
      assertFalse(watch.wasReached(), "this gate only looks on");
    }
    assertEquals(List.of(), past, "TX-3: each within the boundary, check-outs, commits and rollbacks included");
  }

  @Rule("TX-3")
  default void no_function_of_the_caller_s_runs_within_the_boundary() {
    CountingBoundary boundary = new CountingBoundary();
    List<Integer> depths = new ArrayList<>();
    RecordingListener told = kit().listener();
    told.during(event -> depths.add(boundary.depth.get()));
    SessionStore store = kit().another(o -> o.transactionBoundary(boundary).listener(told));
    Session copy = store.create(Map.of());
    store.update(copy.id(), s -> {
      depths.add(boundary.depth.get());
      return s.with("a", 1);
    });
    assertEquals(Optional.of(0), depths.stream().distinct().reduce((a, b) -> -1),
        () -> "TX-3: the caller's own code is not taken out of its transaction: " + depths);
  }
}
