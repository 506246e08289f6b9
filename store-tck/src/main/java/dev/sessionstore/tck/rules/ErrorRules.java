package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.probe.StatementProbe.reads;
import static dev.sessionstore.tck.probe.StatementProbe.statements;
import static dev.sessionstore.tck.probe.StatementProbe.writes;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.StatementProbe.When;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/** Rules on a database that fails. */
interface ErrorRules extends RuleGroup {

  /**
   * SQLStates by which databases and drivers say that a connection is lost. The last ones:
   * PostgreSQL ended it, MariaDB's driver has changed hosts.
   */
  private static List<String> lost() {
    return List.of("08006", "57P05", "25P03", "25S03");
  }

  private static SQLException broken(String state) {
    return new SQLException("broken by the kit", state);
  }

  private void breakNext(Predicate<String> which, String state, When when) {
    kit().probe().failNext(which, () -> broken(state), when);
  }

  /**
   * Fails 500 statements of each thread, until the probe is reset: a call that repeats more often
   * succeeds.
   */
  private void breakAll(Predicate<String> which, String state) {
    Map<Thread, AtomicInteger> struck = new ConcurrentHashMap<>();
    kit().probe()
        .failEach(which.and(text -> struck.computeIfAbsent(Thread.currentThread(), t -> new AtomicInteger())
            .incrementAndGet() <= 500), () -> broken(state));
  }

  @Rule(value = "ERR-1", needs = Capability.SQL)
  default void each_failure_is_told_with_its_cause_and_does_not_stick() throws Throwable {
    SessionStore store = kit().store();
    for (String name : Operations.all(store, Operations.one(store)).keySet()) {
      Session copy = Operations.one(store);
      SQLException cause = broken("58030");
      Executable operation = Operations.all(store, copy).get(name);
      kit().probe().failNext(statements(), () -> cause, When.BEFORE);
      SessionStoreException told =
          assertThrows(SessionStoreException.class, operation, () -> "ERR-1: " + name + " fails");
      assertTrue(Causes.of(told).contains(cause), () -> "ERR-1: " + name + " keeps the cause");
      assertFalse(told.outcomeUnknown(), () -> "ERR-1: " + name + " is known to have failed");
      assertEquals(Optional.of(copy), store.get(ID), () -> "ERR-1: " + name + " changed nothing");
      operation.execute(); // the database is back: the next call works
    }
  }

  @Rule(value = "ERR-1", needs = Capability.SQL)
  default void without_a_connection_nothing_is_sent_and_the_next_call_works() throws Throwable {
    SessionStore store = kit().store();
    for (String name : Operations.all(store, Operations.one(store)).keySet()) {
      Session copy = Operations.one(store);
      Executable operation = Operations.all(store, copy).get(name);
      kit().probe().reset();
      SQLException cause = broken("08001");
      kit().probe().failNext(StatementProbe.CONNECT::equals, () -> cause, When.BEFORE);
      SessionStoreException told =
          assertThrows(SessionStoreException.class, operation, () -> "ERR-1: " + name + " fails");
      assertEquals(List.of(), kit().probe().texts(), () -> "ERR-1: " + name + " sent nothing");
      assertFalse(told.outcomeUnknown(), () -> "ERR-2: " + name + " is known to have changed nothing");
      assertTrue(Causes.of(told).contains(cause), () -> "ERR-1: " + name + " keeps the cause");
      operation.execute();
    }
  }

  @Rule(value = {"ERR-1", "ERR-2"}, needs = Capability.SQL)
  default void what_was_acknowledged_outlives_every_failure_after_it() throws Throwable {
    SessionStore store = kit().store();
    for (String state : List.of("58030", "40001", "08006", "08001")) {
      for (When when : When.values()) {
        Session copy = Operations.one(store);
        copy = store.save(copy.with("acknowledged", true)).session().orElseThrow();
        SessionId id = copy.id();
        breakNext(writes(), state, when);
        try {
          store.update(id, s -> s.with("later", true));
        } catch (SessionStoreException e) {
          assertTrue(Causes.of(e).size() > 1, "ERR-1: with its cause");
        }
        assertEquals(true, store.get(id).orElseThrow().get("acknowledged"), "ERR-1: what was acknowledged stays");
        kit().probe().reset();
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_deadlock_or_serialisation_failure_is_repeated_and_nobody_hears_of_it() throws Throwable {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      for (String state : List.of("40001", "40P01")) {
        for (String name : Operations.all(store, Operations.one(store)).keySet()) {
          Executable operation = Operations.all(store, Operations.one(store)).get(name);
          for (int i = 0; i < 3; i++) {
            breakNext(statements(), state, When.BEFORE);
          }
          operation.execute();
        }
      }
    }
    kit().probe().autoCommit(true);
    SessionStore store = kit().store();
    Session copy = Operations.one(store);
    breakNext(writes(), "40001", When.BEFORE);
    assertEquals(1L, store.update(copy.id(), s -> s.with("n", s.getLong("n", 0) + 1)).orElseThrow().get("n"));
    assertEquals(1L, store.get(ID).orElseThrow().get("n"), "ERR-2: done once");
    breakNext(writes(), "40001", When.BEFORE);
    store.create(Map.of());
    assertEquals(2, store.length(), "ERR-2: made once");
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_serialisation_failure_at_the_commit_is_repeated() throws Throwable {
    kit().probe().autoCommit(false);
    SessionStore store = kit().another();
    for (String name : Operations.writing(store, Operations.one(store)).keySet()) {
      Executable operation = Operations.writing(store, Operations.one(store)).get(name);
      breakNext(StatementProbe.COMMIT::equals, "40001", When.BEFORE);
      operation.execute();
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void repeating_is_bounded() throws Exception {
    SessionStore store = kit().store();
    for (String state : List.of("40001", "08006")) {
      Session copy = Operations.one(store);
      List<Callable<Void>> givingUp = new ArrayList<>();
      Operations.all(store, copy).forEach((name, operation) -> givingUp.add(() -> {
        SessionStoreException told =
            assertThrows(SessionStoreException.class, operation, () -> "ERR-2: " + name + " gives up");
        if (state.equals("40001")) {
          assertFalse(told.outcomeUnknown(), () -> "ERR-2: " + name + " was rolled back each time");
        }
        return null;
      }));

      breakAll(statements(), state);
      kit().race(givingUp); // all at once, since the pauses between attempts take real time
      kit().probe().reset();

      assertEquals(Optional.of(copy), store.get(ID),
          () -> "ERR-2: after " + state + " each time, nothing was changed by any of " + givingUp.size());
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_connection_lost_during_a_write_leaves_the_outcome_unknown_and_is_not_repeated() throws Throwable {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      for (When when : When.values()) {
        for (String state : lost()) {
          for (String name : Operations.writing(store, Operations.one(store)).keySet()) {
            Executable operation = Operations.writing(store, Operations.one(store)).get(name);
            kit().probe().reset();
            breakNext(writes(), state, when);
            SessionStoreException told =
                assertThrows(SessionStoreException.class, operation, () -> "ERR-2: " + name + " is not repeated");
            assertTrue(told.outcomeUnknown(),
                () -> "ERR-2: " + name + " says that its outcome is unknown, after " + state);
            assertEquals(1, kit().probe().texts().stream().filter(writes()).count(),
                () -> "ERR-2: " + name + " is sent once");
            assertEquals(0, kit().probe().lostAndKept(),
                () -> "ERR-2: " + name + " closes the lost connection for good");
            store.length(); // the next call works
          }
        }
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void an_attempt_once_lost_is_remembered_when_the_next_one_fails_too() {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      SessionStore listening = kit().another(o -> o.listener(kit().listener()));
      for (String then : List.of("08001", "58030")) {
        for (String name : Operations.repeated(store, listening, Operations.one(store)).keySet()) {
          Session copy = Operations.oneBesideADead(store, kit().clock());
          Executable operation = Operations.repeated(store, listening, copy).get(name);
          AtomicBoolean lost = new AtomicBoolean();
          kit().probe().failNext(writes(), () -> {
            lost.set(true);
            return broken("08006");
          }, When.AFTER);
          Predicate<String> which = then.equals("08001") ? StatementProbe.CONNECT::equals : statements();
          for (int i = 0; i < 50; i++) {
            breakNext(sql -> lost.get() && which.test(sql), then, When.BEFORE);
          }
          SessionStoreException told =
              assertThrows(SessionStoreException.class, operation, () -> "ERR-2: " + name + " fails in the end");
          kit().probe().reset();
          assertTrue(told.outcomeUnknown(),
              () -> "ERR-2: " + name + " was lost once, so its outcome is unknown, though then " + then);
        }
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void what_may_be_repeated_gets_past_all_the_dead_connections_of_a_pool() throws Throwable {
    SessionStore store = kit().store();
    for (String state : List.of("57P05", "25S03")) {
      for (String name : Operations.reading(store).keySet()) {
        Operations.one(store);
        kit().probe().reset();
        for (int i = 0; i < 24; i++) {
          breakNext(statements(), i % 2 == 0 ? state : "08003", When.BEFORE);
        }
        Operations.reading(store).get(name).execute();
        assertEquals(0, kit().probe().lostAndKept(), () -> "ERR-2: " + name + " closes each for good");
      }
      for (String name : Operations.repeatable(store, ID).keySet()) {
        Operations.one(store);
        for (int i = 0; i < 24; i++) {
          breakNext(statements(), i % 2 == 0 ? state : "08003", When.BEFORE);
        }
        Operations.repeatable(store, ID).get(name).execute();
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_connection_lost_at_the_commit_leaves_the_outcome_unknown() {
    kit().probe().autoCommit(false);
    SessionStore store = kit().another();
    for (When when : When.values()) {
      for (String name : Operations.writing(store, Operations.one(store)).keySet()) {
        Executable operation = Operations.writing(store, Operations.one(store)).get(name);
        breakNext(StatementProbe.COMMIT::equals, "08006", when);
        assertTrue(assertThrows(SessionStoreException.class, operation, () -> "ERR-2: " + name + " is not repeated")
            .outcomeUnknown(), () -> "ERR-2: " + name + " says that its outcome is unknown");
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_read_of_a_lost_connection_is_repeated() throws Throwable {
    SessionStore store = kit().store();
    Operations.one(store);
    for (String name : Operations.reading(store).keySet()) {
      for (When when : When.values()) {
        breakNext(reads(), "08006", when);
        Operations.reading(store).get(name).execute();
      }
      breakAll(reads(), "08006");
      SessionStoreException told =
          assertThrows(SessionStoreException.class, Operations.reading(store).get(name), "ERR-2: bounded");
      assertFalse(told.outcomeUnknown(), () -> "ERR-2: a read leaves nothing in doubt: " + name);
      kit().probe().reset();
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void destroy_and_touch_are_repeated_when_the_connection_is_lost() throws Throwable {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      for (When when : When.values()) {
        for (String name : Operations.repeatable(store, ID).keySet()) {
          Session copy = Operations.one(store);
          kit().clock().advance(Duration.ofHours(1));
          breakNext(writes(), "08006", when);
          Operations.repeatable(store, copy.id()).get(name).execute();
          if (name.equals("touch")) {
            assertEquals(kit().clock().instant().plus(Kit.DAY), store.get(ID).orElseThrow().expiresAt(),
                "ERR-2: touched all the same");
          } else {
            assertTrue(store.get(ID).isEmpty(), "ERR-2: destroyed all the same");
          }
        }
      }
    }
    kit().probe().autoCommit(true);
    SessionStore store = kit().store();
    Operations.one(store);
    breakNext(writes(), "08006", When.BEFORE);
    assertTrue(store.destroy(ID), "DESTROY-1: there was a row");
  }

  @Rule("ERR-3")
  default void a_failure_that_does_not_say_what_was_done_leaves_a_write_in_doubt_and_a_read_not() {
    AtomicBoolean armed = new AtomicBoolean();
    IllegalStateException silent = new IllegalStateException("broken by the kit");
    SessionStore store = kit().another(o -> o.transactionBoundary(new TransactionBoundary() {
      @Override
      public <T> T outside(Supplier<T> operation) {
        T done = operation.get();
        if (armed.getAndSet(false)) {
          throw silent;
        }
        return done;
      }
    }));
    for (String name : List.of("create", "set", "save", "rotate of a copy", "touch", "destroy")) {
      Session copy = Operations.one(store);
      Executable operation = Operations.all(store, copy).get(name);
      armed.set(true);
      SessionStoreException told =
          assertThrows(SessionStoreException.class, operation, () -> "ERR-3: " + name + " is not repeated");
      assertTrue(told.outcomeUnknown(), () -> "ERR-3: of " + name + " nobody said that nothing was done");
      assertTrue(Causes.of(told).contains(silent), () -> "ERR-3: " + name + " keeps the cause");
    }
    Operations.one(store);
    Operations.reading(store).forEach((name, operation) -> {
      armed.set(true);
      SessionStoreException told = assertThrows(SessionStoreException.class, operation, () -> "ERR-3: " + name);
      assertFalse(told.outcomeUnknown(), () -> "ERR-3: " + name + " changes nothing anyway");
    });
  }
}
