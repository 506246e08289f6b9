package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.VirtualClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/**
 * All operations by name, each with what it returns while the database works: for rules on a
 * database that fails.
 */
final class Operations {

  private Operations() {}

  /** Makes a table with one row; {@return the row's session} */
  static Session one(SessionStore store) {
    store.clear();
    return store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow();
  }

  /** Makes a live row, and a dead one that a sweep deletes; an hour later. */
  static Session oneBesideADead(SessionStore store, VirtualClock clock) {
    Session copy = one(store);
    store.set(Session.of(SessionId.of("an-id-of-the-dead"), Map.of()).withMaxAge(Duration.ofMinutes(1))).orElseThrow();
    clock.advance(Duration.ofHours(1));
    return copy;
  }

  static Map<String, Executable> reading(SessionStore store) {
    Map<String, Executable> each = new LinkedHashMap<>();
    each.put("get", () -> assertTrue(store.get(ID).isPresent()));
    each.put("length", () -> assertEquals(1, store.length()));
    each.put("all", () -> assertEquals(1, store.all(10, null).items().size()));
    each.put("findBy", () -> assertEquals(1, store.findBy(USER, "ada", 10, null).items().size()));
    return each;
  }

  /** Each works on the row of the copy, which is live. */
  static Map<String, Executable> writing(SessionStore store, Session copy) {
    Map<String, Executable> each = new LinkedHashMap<>();
    each.put("create", () -> store.create(Map.of("made", true)));
    each.put("set", () -> store.set(Session.of(copy.id(), Map.of("set", true))).orElseThrow());
    each.put("save", () -> assertEquals(Status.SAVED, store.save(copy.with("saved", true)).status()));
    each.put("update", () -> store.update(copy.id(), s -> s.with("n", s.getLong("n", 0) + 1)).orElseThrow());
    each.put("rotate", () -> store.rotate(copy.id()).orElseThrow());
    each.put("rotate of a copy", () -> assertEquals(Status.SAVED, store.rotate(copy).status()));
    return each;
  }

  static Map<String, Executable> repeatable(SessionStore store, SessionId id) {
    Map<String, Executable> each = new LinkedHashMap<>();
    each.put("touch", () -> assertTrue(store.touch(id), "ERR-2: it is live"));
    each.put("destroy", () -> store.destroy(id));
    return each;
  }

  /**
   * What is repeated after a lost connection. Each works on a table with one live row, and one that
   * has been dead for longer than the grace.
   */
  static Map<String, Executable> repeated(SessionStore store, SessionStore listening, Session copy) {
    Map<String, Executable> each = new LinkedHashMap<>();
    each.put("touch", () -> store.touch(copy.id()));
    each.put("touch of a copy", () -> store.touch(copy));
    each.put("destroy", () -> store.destroy(copy.id()));
    each.put("destroy by handle", () -> store.destroy(store.all(1, null).items().get(0).handle()));
    each.put("destroyBy", () -> store.destroyBy(USER, "ada", null));
    each.put("clear", store::clear);
    each.put("clearExpired", store::clearExpired);
    each.put("clearExpired, listened to", listening::clearExpired);
    return each;
  }

  static Map<String, Executable> all(SessionStore store, Session copy) {
    Map<String, Executable> each = new LinkedHashMap<>(reading(store));
    each.putAll(writing(store, copy));
    each.putAll(repeatable(store, copy.id()));
    each.put("destroyBy", () -> store.destroyBy(USER, "nobody", null));
    each.put("clearExpired", store::clearExpired);
    each.put("createTable", store::createTable);
    each.put("clear", store::clear);
    return each;
  }
}
