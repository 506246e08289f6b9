package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.IdHashing;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules on ids. */
interface IdRules extends RuleGroup {

  @Rule("ID-1")
  default void ids_compare_exactly() {
    for (SessionStore store : List.of(kit().store(), kit().another(o -> o.idHashing(IdHashing.none())))) {
      store.clear();
      store.set(Session.of(SessionId.of("abc"), Map.of("n", 1)));
      for (String other : List.of("ABC", "Abc", "abc ", " abc", "ab", "abcd", "\u00e0bc", "abc\u0000", "%", "ab_")) {
        assertEquals(Optional.empty(), store.get(SessionId.of(other)), "ID-1: only the exact id finds the session");
        assertFalse(store.destroy(SessionId.of(other)), "ID-1: only the exact id destroys it");
        assertFalse(store.destroy(SessionHandle.of(other)), "ID-1: another handle does not destroy it either");
      }
      store.set(Session.of(SessionId.of("ABC"), Map.of("n", 2)));
      assertEquals(1L, store.get(SessionId.of("abc")).orElseThrow().get("n"),
          "ID-1: an id in another case is another session");
      assertEquals(2, store.length(), "ID-1: each has a row of its own");
    }
  }

  @Rule("ID-2")
  default void a_malformed_id_is_simply_unknown() {
    Session real = kit().store().create(Map.of("user", "ada"));
    for (String bad : Secrets.MALFORMED_IDS) {
      requireUnknown(bad, real);
    }
    assertEquals(1, kit().store().length(), "ID-2: nothing was made or lost");
  }

  private void requireUnknown(String bad, Session real) {
    SessionStore store = kit().store();
    SessionId id = SessionId.of(bad);
    Session copy = Session.stored(id, real.attributes(), null, null, null, real.stamp().orElseThrow());
    assertEquals(Optional.empty(), store.get(id), "ID-2: get returns empty");
    assertFalse(store.touch(id), "ID-2: touch of an id returns false");
    assertEquals(Optional.empty(), store.touch(copy), "ID-2: touch of a copy returns empty");
    assertEquals(Optional.empty(), store.update(id, s -> s.with("a", 1)), "ID-2: update returns empty");
    assertEquals(Optional.empty(), store.rotate(id), "ID-2: rotate returns empty");
    assertEquals(Optional.empty(), store.rotate(id, s -> s.with("a", 1)), "ID-2: rotate with a function returns empty");
    assertEquals(Status.GONE, store.rotate(copy).status(), "ID-2: rotate of a copy returns GONE");
    assertEquals(Status.GONE, store.save(copy.with("a", 1)).status(), "ID-2: save returns GONE");
    assertFalse(store.destroy(id), "ID-2: destroy returns false");
  }

  @Rule(value = "ID-2", needs = Capability.SQL)
  default void a_malformed_id_sends_no_sql() {
    Session real = kit().store().create(Map.of());
    kit().probe().reset();
    for (String bad : Secrets.MALFORMED_IDS) {
      requireUnknown(bad, real);
      assertThrows(IllegalArgumentException.class, () -> kit().store().set(Session.of(SessionId.of(bad), Map.of())));
    }
    assertEquals(0, kit().probe().snapshot().checkOuts(),
        () -> "ID-2: no SQL, not even a connection; sent were " + kit().probe().texts());
  }

  @Rule("ID-2")
  default void only_writing_under_a_malformed_id_is_an_error_that_keeps_the_id_to_itself() {
    Session kept = kit().store().create(Map.of());
    for (String bad : List.of("", "bad id", "bad-\u00e9", "bad".repeat(43))) {
      SessionStore draws = kit().another(o -> o.idGenerator(() -> bad));
      for (IllegalArgumentException refusal : List.of(
          assertThrows(IllegalArgumentException.class, () -> kit().store().set(Session.of(SessionId.of(bad), Map.of())),
              "ID-2: set"),
          assertThrows(IllegalArgumentException.class, () -> draws.create(Map.of()),
              "ID-2: create with such a generator"),
          assertThrows(IllegalArgumentException.class, () -> draws.rotate(kept.id()),
              "ID-2: rotate with such a generator"),
          assertThrows(IllegalArgumentException.class, () -> draws.rotate(kept),
              "ID-2: rotate of a copy with such a generator"))) {
        assertTrue(bad.isEmpty() || !Secrets.texts(refusal).contains(bad), "ID-2: the text holds the id: " + refusal);
      }
    }
    assertEquals(1, kit().store().length(), "ID-2: nothing was made");
    assertTrue(kit().store().get(kept.id()).isPresent(), "ID-2: the session stays under its id");
  }

  @Rule("ID-2")
  default void every_visible_ascii_character_and_128_of_them_are_well_formed() {
    StringBuilder visible = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      visible.append(c);
    }
    for (SessionStore store : List.of(kit().store(), kit().another(o -> o.idHashing(IdHashing.none())))) {
      for (String well : List.of("x", "x".repeat(128), visible.toString())) {
        SessionId id = SessionId.of(well);
        assertTrue(store.set(Session.of(id, Map.of())).isPresent(),
            "ID-2: 1 to 128 visible ASCII characters are an id");
        assertEquals(id, store.get(id).orElseThrow().id(), "ID-2: what is set under it is found");
      }
    }
  }

  @Rule("ID-3")
  default void generated_ids_are_long_random_and_url_safe() {
    int draws = 150;
    Set<String> ids = new HashSet<>();
    Session last = kit().store().create(Map.of());
    ids.add(last.id().value());
    for (int i = 1; i < draws; i++) {
      last = i % 2 == 0 ? kit().store().create(Map.of()) : kit().store().rotate(last).session().orElseThrow();
      ids.add(last.id().value());
    }
    assertEquals(draws, ids.size(), "ID-3: no id comes twice");
    for (String id : ids) {
      assertTrue(id.matches("[A-Za-z0-9_-]{32,128}"),
          "ID-3: an id is made of letters, digits, - and _, 6 bits each: 32 or more");
    }
    long random = IntStream.range(0, 32)
        .filter(at -> ids.stream().map(id -> id.charAt(at)).distinct().count() >= 32).count(); // of 64; about 58 are
    assertEquals(32, random, "ID-3: 192 bits are random, so 32 characters must vary from id to id");
  }

  @Rule("ID-3")
  default void a_generator_may_be_supplied() {
    List<String> own = new ArrayList<>(List.of("drawn-for-create", "drawn-for-rotate", "drawn-for-a-copy"));
    SessionStore store = kit().another(o -> o.idGenerator(() -> own.remove(0)));
    Session made = store.create(Map.of());
    assertEquals("drawn-for-create", made.id().value(), "ID-3: create asks the generator");
    Session moved = store.rotate(made.id()).orElseThrow();
    assertEquals("drawn-for-rotate", moved.id().value(), "ID-3: so does rotate");
    assertEquals("drawn-for-a-copy", store.rotate(moved).session().orElseThrow().id().value(),
        "ID-3: and rotate of a copy");
  }

  @Rule("ID-4")
  default void a_stolen_key_opens_nothing() {
    SessionId real = kit().store().create(Map.of()).id();
    SessionHandle key = kit().store().all(10, null).items().get(0).handle();
    assertNotEquals(real.value(), key.value(), "ID-4: the key is not the id");
    SessionId stolen = SessionId.of(key.value());
    assertEquals(Optional.empty(), kit().store().get(stolen), "ID-4: the key presented as an id finds nothing");
    assertFalse(kit().store().touch(stolen), "ID-4: touch does not find it either");
    assertEquals(Optional.empty(), kit().store().update(stolen, s -> s.with("a", 1)), "ID-4: update does not either");
    assertEquals(Optional.empty(), kit().store().rotate(stolen), "ID-4: rotate does not either");
    assertFalse(kit().store().destroy(stolen), "ID-4: destroy does not either");
    assertTrue(kit().store().get(real).isPresent(), "ID-4: the session is untouched");
  }

  @Rule("ID-4")
  default void the_function_from_id_to_key_may_be_the_users_own() {
    SessionStore own = kit().another(o -> o.idHashing(id -> "own-" + Integer.toHexString(id.hashCode())));
    own.set(Session.of(ID, Map.of("a", 1)));
    assertEquals("own-" + Integer.toHexString(ID.value().hashCode()), own.all(10, null).items().get(0).handle().value(),
        "ID-4: the key is what the function returned");
    assertEquals(1L, own.get(ID).orElseThrow().get("a"), "ID-4: the id finds it");
    assertEquals(Optional.empty(), kit().store().get(ID), "ID-4: another function does not");
    assertTrue(own.destroy(ID));
  }

  @Rule(value = "ID-4", needs = Capability.SQL)
  default void the_id_stands_in_no_column() throws Exception {
    SessionStore own = kit().another(o -> o.idHashing(id -> "own-" + Integer.toHexString(id.hashCode())));
    for (SessionStore store : List.of(kit().store(), own)) {
      store.clear();
      Session session = store.create(Map.of("user", "ada"));
      requireAbsent(session.id());
      session = store.save(session.with("a", 1)).session().orElseThrow();
      requireAbsent(session.id());
      session = store.set(session.with("a", 2)).orElseThrow();
      requireAbsent(session.id());
      session = store.update(session.id(), s -> s.with("a", 3)).orElseThrow();
      requireAbsent(session.id());
      store.touch(session.id());
      requireAbsent(session.id());
      session = store.rotate(session.id()).orElseThrow();
      requireAbsent(session.id());
      requireAbsent(store.rotate(session).session().orElseThrow().id());
    }
  }

  private void requireAbsent(SessionId id) throws Exception {
    List<Map<String, @Nullable String>> rows = kit().jdbc().rows("select * from " + kit().table());
    assertEquals(1, rows.size());
    rows.get(0).forEach((column, value) -> assertFalse(value != null && value.contains(id.value()),
        "ID-4: the id is in the column " + column));
  }
}
