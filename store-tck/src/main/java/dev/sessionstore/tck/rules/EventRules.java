package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.StoredSession;
import dev.sessionstore.SweepResult;
import dev.sessionstore.tck.probe.RecordingListener;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** Rules on the listener. */
interface EventRules extends RuleGroup {

  /** Cannot read a document that says so. */
  SessionCodec PICKY = new SessionCodec() {
    private final SessionCodec plain = SessionCodec.json();

    @Override
    public String encode(SessionDocument document) {
      return plain.encode(document);
    }

    @Override
    public SessionDocument decode(String data) {
      if (data.contains("illegible")) {
        throw new IllegalArgumentException("refused by the kit");
      }
      return plain.decode(data);
    }
  };

  private SessionStore listening() {
    return kit().another(o -> o.listener(kit().listener()).codec(PICKY));
  }

  /** Makes one call; {@return what the listener was told} */
  private List<RecordingListener.Event> told(Executable call) {
    kit().listener().reset();
    try {
      call.execute();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return kit().listener().events();
  }

  private static List<String> kinds(List<RecordingListener.Event> events) {
    return events.stream().map(RecordingListener.Event::kind).toList();
  }

  /** {@return the handle of the only session} */
  private SessionHandle only(SessionStore store) {
    Page<StoredSession> page = store.all(10, null);
    assertEquals(1, page.items().size());
    return page.items().get(0).handle();
  }

  @Rule("EVENT-1")
  default void each_write_is_told_once_with_the_handle_of_its_row() {
    SessionStore store = listening();
    List<RecordingListener.Event> events = told(() -> store.create(Map.of("user", "ada")));
    SessionHandle first = only(store);
    assertTold(events, "created", List.of(first));
    Session copy = store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow();
    store.destroy(first);
    SessionHandle row = only(store);
    assertTold(told(() -> store.set(copy)), "saved", List.of(row));
    assertTold(told(() -> store.save(store.get(ID).orElseThrow())), "saved", List.of(row));
    assertTold(told(() -> store.update(ID, s -> s.with("a", 2))), "saved", List.of(row));
    kit().clock().advance(Duration.ofHours(1));
    assertTold(told(() -> store.touch(ID)), "touched", List.of(row));
    kit().clock().advance(Duration.ofHours(1));
    assertTold(told(() -> store.touch(store.get(ID).orElseThrow())), "touched", List.of(row));
    events = told(() -> store.rotate(ID));
    SessionHandle moved = only(store);
    assertNotEquals(row, moved);
    assertTold(events, "rotated", List.of(row, moved));
    assertTold(told(() -> store.destroy(moved)), "destroyed", List.of(moved));
    store.create(Map.of("user", "ada"));
    store.create(Map.of("user", "ada"));
    events = told(() -> store.destroyBy(USER, "ada", null));
    assertTold(events, "destroyedBy", List.of());
    assertEquals(2, events.get(0).detail(), "EVENT-1: how many");
  }

  private static void assertTold(List<RecordingListener.Event> events, String kind, List<SessionHandle> handles) {
    assertEquals(List.of(kind), kinds(events), "EVENT-1: told once");
    assertEquals(handles, events.get(0).handles(), () -> "EVENT-1: the handles of " + kind);
  }

  @Rule("EVENT-1")
  default void a_write_with_an_expiry_already_past_is_told_as_a_destruction() {
    SessionStore store = listening();
    store.set(Session.of(ID, Map.of())).orElseThrow();
    SessionHandle row = only(store);
    assertTold(told(() -> store.set(Session.of(ID, Map.of()).withFixedExpiry(0))), "destroyed", List.of(row));
    store.set(Session.of(ID, Map.of())).orElseThrow();
    assertTold(told(() -> store.save(store.get(ID).orElseThrow().withFixedExpiry(0))), "destroyed", List.of(row));
    store.set(Session.of(ID, Map.of())).orElseThrow();
    assertTold(told(() -> store.update(ID, s -> s.withFixedExpiry(0))), "destroyed", List.of(row));
  }

  @Rule("EVENT-1")
  default void unreadable_rows_and_sweeps_are_told() {
    SessionStore store = listening();
    store.set(Session.of(ID, Map.of())).orElseThrow();
    SessionHandle row = only(store);
    store.set(Session.of(ID, Map.of("illegible", true))).orElseThrow();
    for (Executable read : List.<Executable>of(() -> store.get(ID), () -> store.all(10, null),
        () -> store.update(ID, s -> s))) {
      List<RecordingListener.Event> events = told(read);
      assertTold(events, "unreadable", List.of(row));
      assertEquals("refused by the kit", ((Throwable) events.get(0).detail()).getMessage(), "EVENT-1: why");
    }
    kit().clock().advance(DAY.plusMinutes(1));
    List<RecordingListener.Event> events = told(store::clearExpired);
    assertEquals(List.of("expired", "sweepFinished"), kinds(events), "EVENT-1: a sweep tells the rows, then its end");
    assertEquals(List.of(row), events.get(0).handles(), "EVENT-1: the handle of the expired");
    assertEquals(new SweepResult(1, 1, Duration.ZERO), events.get(1).detail(), "EVENT-1: what the sweep did");
  }

  @Rule("EVENT-1")
  default void what_changes_nothing_tells_nothing() {
    SessionStore store = listening();
    Session gone = store.create(Map.of());
    store.destroy(gone.id());
    Session old = store.create(Map.of());
    Session copy = store.save(old.with("a", 1)).session().orElseThrow();
    assertEquals(List.of(), told(() -> {
      store.get(copy.id());
      store.get(gone.id());
      store.length();
      store.save(gone);
      store.save(old);
      store.rotate(gone.id());
      store.rotate(old);
      store.touch(gone.id());
      store.touch(copy); // too little to gain
      store.update(gone.id(), s -> s.with("a", 1));
      store.update(copy.id(), s -> s);
      store.destroy(gone.id());
      store.destroy(SessionHandle.of("nobody"));
      store.set(Session.of(ID, Map.of()).withFixedExpiry(0));
      store.createTable();
      store.validateTable();
    }), "EVENT-1: nothing has happened");
  }

  @Rule(value = "EVENT-1", needs = Capability.SQL)
  default void an_operation_that_fails_tells_nothing() {
    SessionStore store = listening();
    Session copy = store.set(Session.of(ID, Map.of())).orElseThrow();
    List<Executable> writes = List.of(() -> store.create(Map.of()), () -> store.set(copy),
        () -> store.save(copy.with("a", 1)), () -> store.update(ID, s -> s.with("a", 1)), () -> store.touch(ID),
        () -> store.rotate(ID), () -> store.rotate(copy), () -> store.destroy(ID),
        () -> store.destroyBy(USER, "ada", null), sweepOfTheDead(store));
    for (Executable write : writes) {
      kit().probe().failNext(StatementProbe.writes(), () -> new SQLException("broken by the kit", "58030"),
          StatementProbe.When.BEFORE);
      List<RecordingListener.Event> events =
          told(() -> assertThrows(SessionStoreException.class, write, "ERR-1: it fails"));
      assertFalse(kinds(events).stream().anyMatch(kind -> !kind.equals("sweepFailed")),
          () -> "EVENT-1: only what has succeeded is told, not " + kinds(events));
    }
  }

  /** Some databases look before they delete: with a row to delete, each of them writes. */
  private Executable sweepOfTheDead(SessionStore store) {
    return () -> {
      kit().clock().advance(DAY.plusMinutes(1));
      store.clearExpired();
    };
  }

  @Rule(value = "EVENT-1", needs = Capability.SQL)
  default void each_event_comes_on_the_calling_thread_after_the_statement_with_no_connection_held() {
    for (boolean autoCommit : List.of(true, false)) {
      kit().probe().autoCommit(autoCommit);
      SessionStore store = listening();
      List<String> seen = new ArrayList<>();
      kit().listener()
          .during(event -> seen
              .add(event.kind() + ", connections " + kit().probe().openConnections() + ", rows " + count()));
      store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow();
      kit().clock().advance(Duration.ofHours(1));
      store.touch(ID);
      SessionId second = store.create(Map.of("user", "bob")).id();
      store.rotate(second);
      store.set(Session.of(second, Map.of("illegible", true))).orElseThrow();
      store.get(second);
      store.destroy(second);
      store.destroyBy(USER, "ada", null);
      kit().clock().advance(DAY.plusMinutes(1));
      store.clearExpired();
      assertEquals(
          List.of("saved, connections 0, rows 1", "touched, connections 0, rows 1", "created, connections 0, rows 2",
              "rotated, connections 0, rows 2", "saved, connections 0, rows 3", "unreadable, connections 0, rows 3",
              "destroyed, connections 0, rows 2", "destroyedBy, connections 0, rows 1",
              "expired, connections 0, rows 0", "sweepFinished, connections 0, rows 0"),
          seen, "EVENT-1: when it comes, others see it already, and no connection is held");
      kit().listener()
          .events()
          .forEach(event -> assertSame(Thread.currentThread(), event.thread(), "EVENT-1: on the calling thread"));
    }
  }

  private int count() {
    try {
      return kit().jdbc().rows("select sid from " + kit().table()).size();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Rule({"EVENT-1", "ID-4"})
  default void a_handle_is_no_id() {
    SessionStore store = listening();
    SessionId id = store.create(Map.of()).id();
    SessionId next = store.rotate(id).orElseThrow().id();
    store.destroy(next);
    for (RecordingListener.Event event : kit().listener().events()) {
      for (SessionHandle handle : event.handles()) {
        assertFalse(handle.value().contains(id.value()) || handle.value().contains(next.value()),
            "EVENT-1: handles, never ids");
        assertFalse(event.toString().contains(handle.value()), "ID-5: they do not print what they hold");
      }
    }
  }

  /** Throws at every event. */
  private SessionStore throwing() {
    kit().listener().during(event -> {
      throw new ArithmeticException("the listener's own");
    });
    return listening();
  }

  @Rule("EVENT-2")
  default void a_listener_that_throws_changes_nothing() {
    SessionStore store = throwing();
    Session copy = store.create(Map.of("user", "ada"));
    copy = store.save(copy.with("a", 1)).session().orElseThrow();
    copy = store.update(copy.id(), s -> s.with("a", 2)).orElseThrow();
    copy = store.rotate(copy).session().orElseThrow();
    kit().clock().advance(Duration.ofHours(1));
    assertTrue(store.touch(copy.id()));
    assertEquals(2L, kit().store().get(copy.id()).orElseThrow().get("a"), "EVENT-2: each write has taken effect");
    store.set(Session.of(ID, Map.of("illegible", true))).orElseThrow();
    assertTrue(store.get(ID).isEmpty(), "EVENT-2: an unreadable row is gone all the same");
    assertTrue(store.destroy(ID));
    assertEquals(1, store.destroyBy(USER, "ada", null));
    for (int i = 0; i < 3; i++) {
      store.create(Map.of());
    }
    kit().clock().advance(DAY.plusMinutes(1));
    assertEquals(new SweepResult(3, 1, Duration.ZERO), store.clearExpired(), "EVENT-2: the sweep goes on");
    assertEquals(
        List.of("created", "saved", "saved", "rotated", "touched", "saved", "unreadable", "destroyed", "destroyedBy",
            "created", "created", "created", "expired", "expired", "expired", "sweepFinished"),
        kit().listener().kinds(), "EVENT-2: and it is told on, each once");
  }

  @Rule("EVENT-2")
  default void a_listener_that_throws_is_logged() {
    kit().requireHeardLogs();
    throwing().create(Map.of());
    assertTrue(kit().logged().contains(ArithmeticException.class.getName()),
        () -> "EVENT-2: logged, not " + kit().logged());
  }

  @Rule("EVENT-3")
  default void a_session_expires_for_listeners_once() {
    for (int i = 0; i < 7; i++) {
      kit().store().create(Map.of());
    }
    List<SessionHandle> rows = kit().store().all(10, null).items().stream().map(StoredSession::handle).toList();
    kit().clock().advance(DAY.plusMinutes(1));
    SessionStore first = kit().another(o -> o.listener(kit().listener()).sweepBatch(3));
    SessionStore second = kit().another(o -> o.listener(kit().listener()));
    first.clearExpired();
    second.clearExpired();
    first.clearExpired();
    List<SessionHandle> expired =
        kit().listener().events("expired").stream().flatMap(event -> event.handles().stream()).toList();
    assertEquals(7, expired.size(), "EVENT-3: none twice");
    assertEquals(rows.stream().map(SessionHandle::value).collect(Collectors.toSet()),
        expired.stream().map(SessionHandle::value).collect(Collectors.toSet()), "EVENT-3: each of the rows");
  }

  @Rule("EVENT-3")
  default void a_row_that_another_store_deleted_is_not_told() {
    kit().store().create(Map.of());
    kit().clock().advance(DAY.plusMinutes(1));
    SessionStore listening = listening();
    kit().store().clearExpired();
    assertEquals(List.of("sweepFinished"), kinds(told(listening::clearExpired)),
        "EVENT-3: the store that deleted it has nobody listening");
  }

  @Rule("EVENT-3")
  default void a_dead_session_destroyed_or_replaced_does_not_expire() {
    SessionStore store = listening();
    SessionId id = store.create(Map.of()).id();
    store.set(Session.of(ID, Map.of()));
    kit().clock().advance(DAY.plusMinutes(1));
    store.destroy(id);
    store.set(Session.of(ID, Map.of()));
    store.clearExpired();
    assertEquals(List.of(), kit().listener().events("expired"), "EVENT-3: comes from the sweep that deleted the row");
  }

  @Rule(value = "EVENT-3", needs = Capability.SQL)
  default void rows_are_read_for_it_only_when_somebody_listens() {
    SessionStore deaf = kit().another(o -> o.listener(new SessionListener() {}));
    SessionStore listening = listening();
    List<List<String>> texts = new ArrayList<>();
    for (SessionStore store : List.of(kit().store(), deaf, listening)) {
      kit().store().create(Map.of());
      kit().clock().advance(DAY.plusMinutes(1));
      kit().probe().reset();
      assertEquals(1, store.clearExpired().deleted());
      texts.add(kit().probe().texts().stream().distinct().toList());
    }
    assertEquals(texts.get(0), texts.get(1), "EVENT-3: a listener that is not interested costs nothing");
    boolean looksFirst = texts.get(1).stream().anyMatch(StatementProbe.reads()); // where deletes cannot be bounded
    assertTrue(looksFirst || !texts.get(1).equals(texts.get(2)), "EVENT-3: read only for one that is");
  }
}
