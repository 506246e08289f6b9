package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.OnUnreadable;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.UnreadableSessionException;
import dev.sessionstore.tck.probe.RecordingListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules on rows whose data cannot be read. */
interface UnreadableRules extends RuleGroup {

  private void writeUnreadable(SessionId id, String data) {
    kit().another(o -> o.codec(new GarbageCodec(() -> data))).set(Session.of(id, Map.of()));
  }

  @Rule("GET-6")
  default void by_default_unreadable_data_are_a_session_that_is_gone_and_the_listener_is_told() {
    SessionStore store = kit().another(o -> o.listener(kit().listener()));
    AtomicReference<String> text = new AtomicReference<>("");
    SessionStore broken = kit().another(o -> o.codec(new GarbageCodec(text::get)));
    Session healthy = store.create(Map.of("a", 1));
    for (String garbage : List.of("", "no json", "{", "{\"a\":", "[1]", "\"text\"", "17", "null", "{} {}",
        "{\"a\":1}x", "{\"a\":1,\"a\":2}", "\u20ac")) {
      text.set(garbage);
      broken.set(Session.of(ID, Map.of()));
      kit().listener().reset();
      assertEquals(Optional.empty(), store.get(ID), () -> "GET-6: treated as gone: " + garbage);
      assertEquals(List.of("unreadable"), kit().listener().kinds(),
          () -> "GET-6: the listener is told, once a read: " + garbage);
    }
    RecordingListener.Event told = kit().listener().events("unreadable").get(0);
    assertTrue(told.detail() instanceof RuntimeException, "GET-6: the listener hears the cause");
    assertTrue(store.get(healthy.id()).isPresent(), "GET-6: other sessions are as they were");
    UnaryOperator<Session> never = s -> {
      throw new AssertionError("GET-6: nothing to hand to the function");
    };
    assertEquals(Optional.empty(), store.update(ID, never), "GET-6: gone for update");
    assertEquals(Optional.empty(), store.rotate(ID), "GET-6: gone for rotate");
    assertEquals(Optional.empty(), store.rotate(ID, never), "GET-6: gone for rotate with a function");
    assertTrue(store.destroy(told.handles().get(0)), "GET-6: the row was left, and the listener's handle names it");
    assertFalse(store.destroy(ID), "GET-6: no other row under this id");
  }

  @Rule("GET-6")
  default void what_is_unreadable_stays_until_it_expires_and_can_be_replaced() {
    SessionStore store = kit().store();
    writeUnreadable(ID, "no json");
    store.get(ID);
    kit().clock().advance(DAY.minusMillis(1));
    store.get(ID);
    assertEquals(0, store.clearExpired().deleted(), "GET-6: the row is left while it lives");
    kit().clock().advance(Duration.ofHours(1));
    assertEquals(1, store.clearExpired().deleted(), "GET-6: swept like any other once it has expired");
    writeUnreadable(ID, "no json");
    assertTrue(store.set(Session.of(ID, Map.of("a", 1))).isPresent(), "GET-6: set replaces it");
    assertEquals(1L, store.get(ID).orElseThrow().get("a"), "GET-6: and it is readable again");
  }

  @Rule("GET-6")
  default void with_fail_unreadable_data_are_an_exception_that_quotes_nothing() {
    SessionStore failing = kit().another(o -> o.onUnreadable(OnUnreadable.FAIL));
    Session healthy = failing.create(Map.of("a", 1));
    writeUnreadable(ID, "{\"secret-name\": secret-value");
    for (UnreadableSessionException failure : List.of(
        assertThrows(UnreadableSessionException.class, () -> failing.get(ID), "GET-6: get fails"),
        assertThrows(UnreadableSessionException.class, () -> failing.update(ID, s -> s), "GET-6: update fails"),
        assertThrows(UnreadableSessionException.class, () -> failing.rotate(ID), "GET-6: rotate fails"))) {
      assertNotNull(failure.getMessage(), "GET-6: with a sentence");
      assertFalse(Secrets.texts(failure).contains("secret"), "GET-6: that does not quote the data");
    }
    assertEquals(1L, failing.get(healthy.id()).orElseThrow().get("a"), "GET-6: other sessions are as they were");
    assertEquals(Optional.empty(), kit().store().get(ID), "GET-6: by default a store returns empty");
    assertTrue(failing.destroy(ID), "GET-6: the row was left");
    assertEquals(Optional.empty(), failing.get(ID), "GET-6: and what is really gone is no error");
  }

  @Rule(value = "GET-6", needs = Capability.SQL)
  default void a_row_that_somebody_else_has_broken_is_left_as_it_is() throws Exception {
    SessionStore store = kit().another(o -> o.listener(kit().listener()));
    SessionId id = store.create(Map.of("user", "ada")).id();
    kit().jdbc().run("update " + kit().table() + " set data = ?", "{\"a\":");
    List<Map<String, @Nullable String>> before = kit().jdbc().rows("select * from " + kit().table());
    assertEquals(Optional.empty(), store.get(id), "GET-6: treated as gone");
    store.update(id, s -> s.with("a", 1));
    store.rotate(id);
    store.all(10, null);
    assertEquals(before, kit().jdbc().rows("select * from " + kit().table()), "GET-6: the row is left for inspection");
    assertEquals(4, kit().listener().events("unreadable").size(), "GET-6: the listener heard of each read");
  }
}
