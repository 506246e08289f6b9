package dev.sessionstore.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ids. */
interface IdRules extends RuleGroup {

  @Rule("ID-1")
  default void ids_compare_exactly() {
    kit().store().set(Session.of(SessionId.of("abc"), Map.of()));
    for (String other : List.of("ABC", "Abc", "abc ", " abc", "ab")) {
      assertEquals(Optional.empty(), kit().store().get(SessionId.of(other)), "ID-1: only the exact id finds the session");
    }
  }

  @Rule("ID-2")
  default void a_malformed_id_is_simply_unknown() {
    for (String bad : List.of("", "a b", "é", "x".repeat(129), "\u0000")) {
      SessionId id = SessionId.of(bad);
      assertAll(
          () -> assertEquals(Optional.empty(), kit().store().get(id)),
          () -> assertFalse(kit().store().touch(id)),
          () -> assertEquals(Optional.empty(), kit().store().update(id, s -> s)),
          () -> assertEquals(Optional.empty(), kit().store().rotate(id)),
          () -> assertFalse(kit().store().destroy(id)),
          () -> assertThrows(IllegalArgumentException.class, () -> kit().store().set(Session.of(id, Map.of()))));
    }
  }

  @Rule(value = "ID-2", needs = Capability.SQL)
  default void a_malformed_id_sends_no_sql() {
    for (String bad : List.of("", "a b", "x".repeat(129))) {
      SessionId id = SessionId.of(bad);
      kit().store().get(id);
      kit().store().touch(id);
      kit().store().update(id, s -> s);
      kit().store().rotate(id);
      kit().store().destroy(id);
    }
    assertEquals(0, kit().probe().snapshot().checkOuts(), "ID-2: no SQL, not even a connection");
  }

  @Rule("ID-4")
  default void a_stolen_key_opens_nothing() {
    kit().store().create(Map.of());
    SessionHandle key = kit().store().all(10, null).items().get(0).handle();
    assertEquals(Optional.empty(), kit().store().get(SessionId.of(key.value())), "ID-4: the key presented as an id finds nothing");
  }

  @Rule(value = "ID-4", needs = Capability.SQL)
  default void the_id_stands_in_no_column() throws Exception {
    Session session = kit().store().create(Map.of("user", "ada"));
    List<Map<String, @Nullable String>> rows = kit().jdbc().rows("select * from " + kit().table());
    assertEquals(1, rows.size());
    rows.get(0).forEach((column, value) ->
        assertFalse(value != null && value.contains(session.id().value()), "ID-4: the id stands in the column " + column));
  }

  @Rule("ID-5")
  default void no_id_stands_in_a_text() {
    Session session = kit().store().create(Map.of("user", "ada"));
    String texts = "" + session + session.id() + kit().store().all(1, null) + kit().store().save(session);
    assertFalse(texts.contains(session.id().value()), "ID-5: ids are secrets");
  }
}
