package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.IdHashing;
import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.StoredSession;
import dev.sessionstore.tck.probe.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Rules on listing, counting and clearing. */
interface ListRules extends RuleGroup {

  /** Walks to the end; {@code between} runs after each page, with its number. */
  private static List<StoredSession> walk(SessionStore store, int limit, IntConsumer between) {
    List<StoredSession> seen = new ArrayList<>();
    Optional<SessionHandle> next = Optional.empty();
    int pages = 0;
    do {
      Page<StoredSession> page = store.all(limit, next.orElse(null));
      assertTrue(page.items().size() <= limit, "LIST-2: a page is no longer than asked for");
      seen.addAll(page.items());
      next = page.next();
      assertTrue(pages < 1000, "LIST-2: the walk does not end");
      between.accept(pages++);
    } while (next.isPresent());
    return seen;
  }

  private static List<SessionHandle> handles(List<StoredSession> listed) {
    return listed.stream().map(StoredSession::handle).toList();
  }

  private SessionHandle handle(Session session) {
    String key = IdHashing.sha256().key(session.id().value());
    return SessionHandle.of(key);
  }

  @Rule("LIST-1")
  default void only_live_sessions_are_counted_and_listed() {
    kit().store().create(Map.of());
    kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMillis(1)));
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(1, kit().store().length(), "LIST-1: the dead are not counted");
    assertEquals(1, kit().store().all(10, null).items().size(), "LIST-1: not listed");
  }

  @Rule("LIST-1")
  default void an_empty_table_is_an_empty_list() {
    assertEquals(0, kit().store().length(), "LIST-1: none");
    assertEquals(List.of(), kit().store().all(10, null).items(), "LIST-1: none");
    assertEquals(Optional.empty(), kit().store().all(10, null).next(), "LIST-1: and no next page");
    for (int limit : new int[] {0, -1, 10_001, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> kit().store().all(limit, null),
          "LIST-2: a page has 1 to 10,000 sessions");
    }
  }

  @Rule("LIST-1")
  default void unreadable_sessions_are_counted_but_not_listed_and_reported() {
    SessionStore store = kit().another(o -> o.listener(kit().listener()));
    Session readable = store.create(Map.of("user", "ada"));
    Session broken = kit().another(o -> o.codec(new GarbageCodec(() -> "no json"))).create(Map.of("user", "ada"));
    kit().listener().reset();
    assertEquals(2, store.length(), "LIST-1: both are counted");
    assertEquals(List.of(), kit().listener().kinds(), "LIST-1: counting reads no data");
    assertEquals(List.of(handle(readable)), handles(store.all(10, null).items()), "LIST-1: the readable one is listed");
    assertEquals(List.of(List.of(handle(broken))),
        kit().listener().events("unreadable").stream().map(RecordingListener.Event::handles).toList(),
        "LIST-1: the other is reported, by its handle");
    assertEquals(List.of(handle(readable)), handles(store.findBy(USER, "ada", 10, null).items()),
        "LIST-1: findBy does the same");
    assertEquals(2, kit().listener().events("unreadable").size(), "LIST-1: and reports");
    assertTrue(store.destroy(handle(broken)), "LIST-1: by which it can be destroyed");
  }

  @Rule("LIST-2")
  default void pages_show_every_session_once() {
    Set<SessionHandle> all = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      all.add(handle(kit().store().create(Map.of("i", i))));
    }
    for (int limit : new int[] {1, 3, 5, 11, 12, 13, 10_000}) {
      List<SessionHandle> seen = handles(walk(kit().store(), limit, page -> {}));
      assertEquals(12, seen.size(), () -> "LIST-2: none missed, none twice, with pages of " + limit);
      assertEquals(all, Set.copyOf(seen), "LIST-2: each of them");
    }
    List<SessionHandle> ordered = handles(walk(kit().store(), 100, page -> {}));
    assertEquals(ordered, handles(walk(kit().another(), 5, page -> {})),
        "LIST-2: one order, that of the keys, for every page size and store");
  }

  @Rule("LIST-2")
  default void a_walk_beside_inserts_and_deletes_misses_none_that_stays_and_shows_none_twice() {
    SessionStore second = kit().another();
    List<Session> stay = new ArrayList<>();
    List<Session> leave = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      (i % 2 == 0 ? stay : leave).add(kit().store().create(Map.of("i", i)));
    }
    List<SessionHandle> seen = handles(walk(kit().store(), 3, page -> {
      if (!leave.isEmpty()) {
        second.destroy(leave.remove(0).id());
        second.create(Map.of("new", page));
        second.update(stay.get(page % stay.size()).id(), s -> s.with("written", page));
        second.touch(stay.get(page % stay.size()).id());
      }
    }));
    assertEquals(seen.size(), new HashSet<>(seen).size(), "LIST-2: none is seen twice");
    assertTrue(seen.containsAll(stay.stream().map(this::handle).toList()),
        "LIST-2: none that lives through the walk is missed");
  }

  @Rule("LIST-2")
  default void the_session_a_page_ended_with_may_go_before_the_next_is_asked_for() {
    for (int i = 0; i < 6; i++) {
      kit().store().create(Map.of());
    }
    List<SessionHandle> all = handles(kit().store().all(10, null).items());
    Page<StoredSession> first = kit().store().all(3, null);
    assertEquals(all.subList(0, 3), handles(first.items()));
    kit().store().destroy(first.items().get(2).handle());
    assertEquals(all.subList(3, 6), handles(kit().store().all(3, first.next().orElseThrow()).items()),
        "LIST-2: the walk goes on where it was");
    kit().store().clear();
    Page<StoredSession> rest = kit().store().all(3, first.next().orElseThrow());
    assertEquals(List.of(), rest.items(), "LIST-2: though nothing is left");
    assertEquals(Optional.empty(), rest.next(), "LIST-2: and ends");
  }

  @Rule("LIST-2")
  default void unreadable_rows_do_not_end_a_walk() {
    SessionStore broken = kit().another(o -> o.codec(new GarbageCodec(() -> "{")));
    Set<SessionHandle> readable = new HashSet<>();
    for (int i = 0; i < 15; i++) { // with pages of one row some are empty, wherever the keys are
      if (i % 3 == 0) {
        readable.add(handle(kit().store().create(Map.of("user", "ada"))));
      } else {
        broken.create(Map.of("user", "ada"));
      }
    }
    for (int limit : new int[] {1, 2, 100}) {
      List<SessionHandle> seen = handles(walk(kit().store(), limit, page -> {}));
      assertEquals(readable.size(), seen.size(), () -> "LIST-2: none twice, with pages of " + limit);
      assertEquals(readable, Set.copyOf(seen), () -> "LIST-2: all readable ones, with pages of " + limit);
    }
  }

  @Rule("LIST-2")
  default void findby_walks_in_pages_too() {
    Set<SessionHandle> hers = new HashSet<>();
    for (int i = 0; i < 9; i++) {
      hers.add(handle(kit().store().create(Map.of("user", "ada"))));
      kit().store().create(Map.of("user", "bob"));
    }
    List<SessionHandle> seen = new ArrayList<>();
    @Nullable SessionHandle after = null;
    do {
      Page<StoredSession> page = kit().store().findBy(USER, "ada", 2, after);
      assertTrue(page.items().size() <= 2, "LIST-2: a page is no longer than asked for");
      seen.addAll(handles(page.items()));
      after = page.next().orElse(null);
    } while (after != null);
    assertEquals(9, seen.size(), "LIST-2: none missed, none twice");
    assertEquals(hers, Set.copyOf(seen), "LIST-2: hers alone");
  }

  @Rule("LIST-3")
  default void a_listed_session_is_destroyed_by_its_handle() {
    for (SessionStore store : List.of(kit().store(), kit().another(o -> o.idHashing(IdHashing.none())))) {
      store.clear();
      SessionId id = store.create(Map.of("n", 1)).id();
      SessionId other = store.create(Map.of("n", 2)).id();
      StoredSession listed = store.all(10, null).items().stream()
          .filter(s -> s.attributes().getLong("n", 0) == 1).findFirst().orElseThrow();
      assertTrue(store.destroy(SessionHandle.of(listed.handle().value())),
          "LIST-3: by its handle, though it went through a form");
      assertEquals(Optional.empty(), store.get(id), "LIST-3: that very one");
      assertTrue(store.get(other).isPresent(), "LIST-3: and no other");
      assertFalse(store.destroy(listed.handle()), "LIST-3: false the second time");
    }
  }

  @Rule("LIST-3")
  default void a_listed_session_says_what_is_stored_except_its_id() {
    Session made = kit().store().create(Map.of("user", "ada", "a", List.of(1)));
    Instant created = kit().clock().instant();
    kit().clock().advance(Duration.ofHours(1));
    kit().store().touch(made.id());
    StoredSession listed = kit().store().all(10, null).items().get(0);
    assertEquals(made.attributes(), listed.attributes(), "LIST-3: its values");
    assertEquals(created, listed.createdAt(), "LIST-3: when it was made");
    assertEquals(kit().clock().instant(), listed.updatedAt(), "LIST-3: when it was last seen");
    assertEquals(kit().clock().instant().plus(DAY), listed.expiresAt(), "LIST-3: when it ends");
    assertFalse(listed.handle().value().contains(made.id().value()), "LIST-3: a handle in place of the id");
    assertEquals(Optional.empty(), kit().store().get(SessionId.of(listed.handle().value())),
        "LIST-3: which opens nothing");
  }

  @Rule("LIST-4")
  default void clear_empties_the_table_and_leaves_it_usable() {
    SessionStore second = kit().another();
    kit().store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMillis(1)));
    kit().clock().advance(Duration.ofHours(1));
    kit().store().create(Map.of("user", "ada"));
    kit().another(o -> o.codec(new GarbageCodec(() -> "no json"))).create(Map.of());
    kit().store().clear();
    assertEquals(0, second.length(), "LIST-4: the living are gone");
    assertFalse(second.destroy(ID), "LIST-4: the dead too");
    kit().store().clear();
    assertEquals(0, second.length(), "LIST-4: twice without error");
    SessionId id = second.create(Map.of("user", "ada")).id();
    assertTrue(kit().store().get(id).isPresent(), "LIST-4: the schema is left, for every store");
    assertEquals(1, kit().store().findBy(USER, "ada", 10, null).items().size(), "LIST-4: with its columns");
  }

  @Rule(value = "LIST-4", needs = Capability.TABLE)
  default void clear_leaves_a_table_that_is_what_the_store_needs() {
    kit().store().create(Map.of());
    kit().store().clear();
    kit().store().validateTable();
    kit().store().clear();
    kit().store().validateTable();
    assertEquals(0, kit().store().length(), "LIST-4: empty, with all columns and indexes");
  }
}
