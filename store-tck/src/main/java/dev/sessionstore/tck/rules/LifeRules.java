package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Column;
import dev.sessionstore.IdHashing;
import dev.sessionstore.Session;
import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** Rules on what a store holds open. */
interface LifeRules extends RuleGroup {

  /** Every operation, on a copy that may be gone. */
  private static Map<String, Executable> operations(SessionStore store, Session copy) {
    Map<String, Executable> all = new LinkedHashMap<>();
    all.put("create", () -> store.create(Map.of("user", "ada")));
    all.put("get", () -> store.get(copy.id()));
    all.put("set", () -> store.set(Session.of(ID, Map.of())));
    all.put("save", () -> store.save(copy.with("a", 1)));
    all.put("update", () -> store.update(copy.id(), s -> s.with("n", s.getLong("n", 0) + 1)));
    all.put("touch", () -> store.touch(copy.id()));
    all.put("touch of a copy", () -> store.touch(copy));
    all.put("rotate of a copy", () -> store.rotate(copy));
    all.put("rotate with a change", () -> store.rotate(ID, s -> s.with("b", 1)));
    all.put("rotate", () -> store.rotate(copy.id()));
    all.put("findBy", () -> store.findBy(USER, "ada", 10, null));
    all.put("all", () -> store.all(10, null));
    all.put("length", store::length);
    all.put("destroy by handle", () -> store.destroy(SessionHandle.of("a-handle")));
    all.put("destroyBy", () -> store.destroyBy(USER, "ada", null));
    all.put("destroy", () -> store.destroy(copy.id()));
    all.put("clearExpired", store::clearExpired);
    all.put("createTable", store::createTable);
    all.put("validateTable", store::validateTable);
    all.put("clear", store::clear);
    return all;
  }

  @Rule("LIFE-1")
  default void each_operation_of_a_closed_store_says_that_it_is_closed() {
    Session copy = kit().store().create(Map.of());
    SessionStore closed = kit().another();
    closed.close();
    closed.close(); // twice is fine
    Map<String, Executable> all = operations(closed, copy);
    all.put("get of a malformed id", () -> closed.get(SessionId.of("")));
    all.put("startExpiring", closed::startExpiring);
    all.put("stopExpiring", closed::stopExpiring);
    all.forEach((name, operation) -> assertThrows(IllegalStateException.class, operation,
        () -> "LIFE-1: " + name + " of a closed store"));
    assertEquals(1, kit().store().length(), "LIFE-1: the other store goes on working with what was passed in");
    assertTrue(kit().store().get(copy.id()).isPresent(), "LIFE-1: closing deletes nothing");
  }

  @Rule(value = "LIFE-1", needs = Capability.SQL)
  default void close_leaves_the_user_s_datasource_open_and_sends_nothing() throws Exception {
    SessionStore closed = kit().another();
    kit().probe().reset();
    closed.close();
    assertEquals(List.of(), kit().probe().texts(), "LIFE-1: closing sends no statement");
    assertThrows(IllegalStateException.class, () -> closed.get(ID));
    assertEquals(0, kit().probe().snapshot().checkOuts(), "LIFE-1: a closed store asks for no connection");
    assertFalse(kit().probe().wasClosed(), "LIFE-1: what the user passed in stays open");
    try (Connection still = kit().database().getConnection()) {
      assertTrue(still.isValid(5), "LIFE-1: and hands out connections");
    }
  }

  @Rule(value = "LIFE-2", needs = Capability.SQL)
  default void no_operation_leaves_a_connection_open_in_either_mode() {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another(o -> o.listener(kit().listener()));
      Session copy = store.create(Map.of("user", "ada"));
      assertAll(operations(store, copy).entrySet().stream().map(each -> () -> {
        each.getValue().execute();
        nothingIsLeft(each.getKey());
      }));
    }
  }

  @Rule(value = "LIFE-2", needs = Capability.SQL)
  default void no_failed_operation_leaves_a_connection_open_in_either_mode() {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      Session copy = store.create(Map.of());
      Map<String, Executable> all = operations(store, copy);
      List.of("createTable", "validateTable", "touch of a copy").forEach(all::remove); // these may send nothing here
      all.forEach((name, operation) -> {
        for (StatementProbe.When when : StatementProbe.When.values()) {
          Session again = store.set(Session.of(copy.id(), Map.of())).orElseThrow();
          store.set(Session.of(ID, Map.of())).orElseThrow();
          Executable fresh = operations(store, again).get(name);
          kit().probe()
              .failNext(StatementProbe.statements(), () -> new SQLException("broken by the kit", "58030"),
                  when);
          assertThrows(SessionStoreException.class, fresh == null ? operation : fresh, () -> "ERR-1: " + name);
          nothingIsLeft("a failed " + name);
        }
      });
      assertThrows(ArithmeticException.class, () -> store.update(store.create(Map.of()).id(), s -> {
        throw new ArithmeticException("the function's own");
      }));
      nothingIsLeft("an update whose function throws");
    }
  }

  private void nothingIsLeft(String operation) {
    assertEquals(0, kit().probe().openConnections(), () -> "LIFE-2: a connection is left open by " + operation);
    assertEquals(List.of(), kit().probe().abandonedTransactions(),
        () -> "LIFE-2: a transaction is left open by " + operation);
  }

  /**
   * Counts the calls of the user's code, each of which uses the store. On a pool of one connection
   * that fails if a connection is held.
   */
  final class Guest {
    private final AtomicReference<@Nullable SessionStore> store = new AtomicReference<>();
    private final Map<String, AtomicInteger> calls = new LinkedHashMap<>();
    private boolean inside;

    void comes(String as) {
      SessionStore open = store.get();
      if (open == null || inside) { // not yet open, or called by its own call
        return;
      }
      inside = true;
      try {
        open.length();
        open.get(ID);
        open.touch(ID);
        calls.computeIfAbsent(as, name -> new AtomicInteger()).incrementAndGet();
      } finally {
        inside = false;
      }
    }
  }

  @Rule(value = "LIFE-2", needs = Capability.SQL)
  default void a_pool_of_one_is_enough_even_if_the_caller_s_code_uses_the_store() {
    Guest guest = new Guest();
    Column<String> user = Column.string("user_name", 40, s -> {
      guest.comes("column");
      return s.get("user", String.class).orElse(null);
    }).withIndex();
    SessionCodec plain = SessionCodec.json();
    IdHashing sha = IdHashing.sha256();
    AtomicInteger drawn = new AtomicInteger();
    kit().listener().during(event -> guest.comes("listener: " + event.kind()));
    SessionStore store = kit().another(o -> o.columns(List.of(user)).listener(kit().listener()).idHashing(id -> {
      guest.comes("hashing");
      return sha.key(id);
    }).idGenerator(() -> {
      guest.comes("generator");
      return "drawn-" + drawn.incrementAndGet();
    }).codec(new SessionCodec() {
      @Override
      public String encode(SessionDocument document) {
        guest.comes("encode");
        return plain.encode(document);
      }

      @Override
      public SessionDocument decode(String data) {
        guest.comes("decode");
        return plain.decode(data);
      }
    }));
    guest.store.set(store);
    kit().probe().allow(1);
    kit().probe().reset();
    store.set(Session.of(ID, Map.of())).orElseThrow();
    Session copy = store.save(store.create(Map.of("user", "ada")).with("a", 1)).session().orElseThrow();
    store.update(copy.id(), s -> {
      guest.comes("function");
      return s.with("b", 1);
    });
    SessionId rotated = store.rotate(copy.id(), s -> {
      guest.comes("function of rotate");
      return s.with("c", 1);
    }).orElseThrow().id();
    store.touch(rotated);
    store.all(10, null);
    store.findBy(user, "ada", 10, null);
    store.destroy(rotated);
    store.destroyBy(user, "ada", null);
    kit().clock().advance(DAY.plusMinutes(1));
    store.clearExpired();
    assertEquals(1, kit().probe().mostOpenConnections(), "LIFE-2: never a second connection");
    for (String as : List.of("column", "hashing", "generator", "encode", "decode", "function", "function of rotate",
        "listener: created", "listener: saved", "listener: touched", "listener: rotated", "listener: destroyed",
        "listener: destroyedBy", "listener: expired", "listener: sweepFinished")) {
      assertTrue(guest.calls.containsKey(as), () -> "the test has to reach the caller's " + as);
    }
  }

  @Rule(value = "LIFE-2", needs = Capability.SQL)
  default void no_connection_is_held_while_a_boundary_begins_and_ends() {
    List<Integer> open = new ArrayList<>();
    SessionStore store = kit().another(o -> o.transactionBoundary(new TransactionBoundary() {
      @Override
      public <T> T outside(Supplier<T> operation) {
        open.add(kit().probe().openConnections());
        T answer = operation.get();
        open.add(kit().probe().openConnections());
        return answer;
      }
    }));
    store.update(store.create(Map.of()).id(), s -> s.with("a", 1));
    assertEquals(List.of(0), open.stream().distinct().toList(), "LIFE-2: none before, none after");
  }
}
