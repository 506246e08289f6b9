package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.probe.StatementProbe.reads;
import static dev.sessionstore.tck.probe.StatementProbe.statements;
import static dev.sessionstore.tck.probe.StatementProbe.writes;
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
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.StatementProbe.When;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.function.Executable;

/**
 * Rules on a database that does not respond: a statement hangs until the driver stops waiting. No
 * time passes; the test's gate decides when.
 */
interface HangRules extends RuleGroup {

  /**
   * What a driver throws when a statement times out: the database may have acted, and the
   * connection can still be used.
   */
  private static SQLException statementTimeout() {
    return new SQLTimeoutException("timeout made by the kit");
  }

  /** What a driver throws when the socket times out: the connection is lost. */
  private static SQLException socketTimeout() {
    return new SQLException("socket timeout made by the kit", "08006");
  }

  private static List<SQLException> timeouts() {
    return List.of(statementTimeout(), socketTimeout());
  }

  private SessionStoreException hang(Predicate<String> which, SQLException timeout, When when, String rule, String name,
      Executable operation, Executable whileItHangs) throws Throwable {
    try (Gate gate = kit().probe().hangNext(which, () -> timeout, when)) {
      Race.AsyncCall<SessionStoreException> hanging =
          Race.start(() -> assertThrows(SessionStoreException.class, operation,
              () -> rule + ": " + name + " fails when the driver stops waiting"));
      hanging.comesTo(gate);
      whileItHangs.execute();
      gate.release();
      SessionStoreException told = hanging.result();
      assertTrue(Causes.of(told).contains(timeout),
          () -> rule + ": " + name + " keeps the cause, and nobody made it wait for longer; got " + told);
      assertEquals(0, kit().probe().openConnections(),
          () -> rule + ": a connection is left open by " + name + ", which timed out");
      return told;
    }
  }

  private SessionStoreException hang(Predicate<String> which, SQLException timeout, When when, String name,
      Executable operation) throws Throwable {
    return hang(which, timeout, when, "ERR-2", name, operation, () -> {});
  }

  @Rule(value = "ERR-1", needs = Capability.SQL)
  default void while_one_waits_for_the_database_others_are_served_and_afterwards_so_is_it() throws Throwable {
    SessionStore store = kit().store();
    SessionId other = SessionId.of("an-id-of-another");
    for (String name : Operations.all(store, Operations.one(store)).keySet()) {
      Session copy = Operations.one(store);
      Session another = store.set(Session.of(other, Map.of())).orElseThrow();
      Executable operation = Operations.all(store, copy).get(name);
      hang(statements(), statementTimeout(), When.BEFORE, "ERR-1", name, operation, () -> {
        assertEquals(Optional.of(copy), store.get(ID), () -> "ERR-1: read while it hangs: " + name);
        assertTrue(store.touch(other), () -> "ERR-1: touched while it hangs: " + name);
        assertEquals(Status.SAVED, store.save(another.with("a", 1)).status(),
            () -> "ERR-1: saved while it hangs: " + name);
        assertTrue(store.update(other, s -> s.with("a", 2)).isPresent(),
            () -> "ERR-1: updated while it hangs: " + name);
        assertTrue(store.destroy(store.create(Map.of()).id()),
            () -> "ERR-1: made and destroyed while it hangs: " + name);
        assertEquals(1, store.findBy(USER, "ada", 10, null).items().size(),
            () -> "ERR-1: listed while it hangs: " + name);
        assertTrue(store.destroy(other), () -> "ERR-1: destroyed while it hangs: " + name);
      });
      assertEquals(Optional.of(copy), store.get(ID),
          () -> "ERR-1: nothing was lost by " + name + ", which the database never saw");
      operation.execute(); // the database is back: the next call works
    }
  }

  @Rule(value = "ERR-1", needs = Capability.SQL)
  default void what_was_acknowledged_outlives_a_statement_that_hung() throws Throwable {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      for (SQLException timeout : timeouts()) {
        for (When when : When.values()) {
          Session copy = Operations.one(store);
          Session saved = store.save(copy.with("acknowledged", true)).session().orElseThrow();
          hang(writes(), timeout, when, "ERR-1", "update", () -> store.update(ID, s -> s.with("later", true)),
              () -> assertTrue(store.get(ID).isPresent(), "ERR-1: it can be read while that hangs"));
          Session found = store.get(ID).orElseThrow();
          assertEquals(true, found.get("acknowledged"), "ERR-1: what was acknowledged stays");
          boolean committed = when == When.AFTER && autoCommit;
          assertEquals(committed ? saved.with("later", true).attributes() : saved.attributes(), found.attributes(),
              "ERR-1: " + (committed ? "the database had acted" : "nothing was committed"));
          assertEquals(Status.SAVED, store.save(found.with("next", true)).status(), "ERR-1: the next call works");
        }
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_write_that_hung_until_the_driver_stopped_waiting_leaves_its_outcome_unknown_and_is_not_repeated()
      throws Throwable {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = kit().another();
      for (SQLException timeout : timeouts()) {
        for (When when : When.values()) {
          for (String name : Operations.writing(store, Operations.one(store)).keySet()) {
            Executable operation = Operations.writing(store, Operations.one(store)).get(name);
            kit().probe().reset();
            SessionStoreException told = hang(writes(), timeout, when, name, operation);
            assertTrue(told.outcomeUnknown(), () -> "ERR-2: " + name + " says that its outcome is unknown");
            assertEquals(1, kit().probe().texts().stream().filter(writes()).count(),
                () -> "ERR-2: " + name + " is sent once");
            store.length(); // the next call works
          }
        }
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_commit_that_hung_leaves_the_outcome_unknown() throws Throwable {
    kit().probe().autoCommit(false);
    SessionStore store = kit().another();
    for (SQLException timeout : timeouts()) {
      for (When when : When.values()) {
        for (String name : Operations.writing(store, Operations.one(store)).keySet()) {
          Executable operation = Operations.writing(store, Operations.one(store)).get(name);
          assertTrue(hang(StatementProbe.COMMIT::equals, timeout, when, name, operation).outcomeUnknown(),
              () -> "ERR-2: " + name + " says that its outcome is unknown");
          store.length();
        }
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void a_read_that_hung_leaves_nothing_in_doubt() throws Throwable {
    SessionStore store = kit().store();
    Operations.one(store);
    for (String name : Operations.reading(store).keySet()) {
      for (When when : When.values()) {
        assertFalse(hang(reads(), statementTimeout(), when, name, Operations.reading(store).get(name)).outcomeUnknown(),
            () -> "ERR-2: nothing was written by " + name);
        Operations.reading(store).get(name).execute();
      }
    }
  }

  @Rule(value = "ERR-2", needs = Capability.SQL)
  default void destroy_and_touch_that_hung_until_the_connection_was_lost_are_repeated() throws Throwable {
    SessionStore store = kit().store();
    for (When when : When.values()) {
      for (String name : Operations.repeatable(store, ID).keySet()) {
        Operations.one(store);
        try (Gate gate = kit().probe().hangNext(writes(), HangRules::socketTimeout, when)) {
          Race.AsyncCall<Boolean> hanging =
              Race.start(() -> name.equals("touch") ? store.touch(ID) : store.destroy(ID) || when == When.AFTER);
          hanging.comesTo(gate);
          gate.release();
          assertTrue(hanging.result(), () -> "ERR-2: " + name + " is done all the same");
        }
        assertEquals(name.equals("touch"), store.get(ID).isPresent(), () -> "ERR-2: " + name + " has taken effect");
      }
    }
  }
}
