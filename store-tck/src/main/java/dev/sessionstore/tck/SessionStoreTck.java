package dev.sessionstore.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Column;
import dev.sessionstore.Page;
import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.StoredSession;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Proves a backend. {@link #open} adds a backend or table to a prepared builder and opens it; called several times during one
 * test, on one storage, it stands for several processes. Each test starts with an emptied table. Needs no particular thread-safety.
 */
public abstract class SessionStoreTck {

  /** A declared column every store of the kit has. */
  protected static final Column<String> USER = Column.string("user_name", 40, s -> s.get("user", String.class).orElse(null)).withIndex();

  private static final SessionId ID = SessionId.of("an-id-of-somebody");
  private static final Duration DAY = Duration.ofHours(24);

  private final List<SessionStore> opened = new ArrayList<>();
  private final List<SessionHandle> expired = new ArrayList<>();
  private VirtualClock clock = new VirtualClock(Instant.EPOCH);
  private @Nullable SessionStore current;

  /** For subclasses. */
  protected SessionStoreTck() {}

  /**
   * Opens a store on this test's storage.
   *
   * @param prepared clock, options and listener are set; add the place
   * @return an open store
   */
  protected abstract SessionStore open(SessionStore.Builder prepared);

  /** {@return where the virtual clock starts; override to prove another epoch} */
  protected Instant epoch() {
    return Instant.parse("2026-03-29T00:59:59.999Z");
  }

  @BeforeEach
  void emptyTable() {
    clock = new VirtualClock(epoch());
    current = another(UnaryOperator.identity());
    store().clear();
  }

  @AfterEach
  void closeStores() {
    opened.forEach(SessionStore::close);
  }

  private SessionStore store() {
    SessionStore open = current;
    if (open == null) {
      throw new IllegalStateException("The kit's set-up has not run; call the tests through JUnit.");
    }
    return open;
  }

  private SessionStore another(UnaryOperator<SessionStoreOptions.Builder> change) {
    SessionStore more = open(SessionStore.builder().createTable(true)
        .options(o -> change.apply(o.clock(clock).checkExpirationInterval(Duration.ZERO).columns(List.of(USER)))));
    opened.add(more);
    return more;
  }

  private SessionStore listening() {
    return another(o -> o.listener(new SessionListener() {
      @Override
      public boolean listensToExpired() {
        return true;
      }

      @Override
      public void expired(SessionHandle handle) {
        expired.add(handle);
      }
    }).sweepBatch(3));
  }

  @Rule("ID-1")
  void ids_compare_exactly() {
    store().set(Session.of(SessionId.of("abc"), Map.of()));
    for (String other : List.of("ABC", "Abc", "abc ", " abc", "ab")) {
      assertEquals(Optional.empty(), store().get(SessionId.of(other)), "ID-1: only the exact id finds the session");
    }
  }

  @Rule("ID-2")
  void a_malformed_id_is_simply_unknown() {
    for (String bad : List.of("", "a b", "é", "x".repeat(129), "\u0000")) {
      SessionId id = SessionId.of(bad);
      assertAll(
          () -> assertEquals(Optional.empty(), store().get(id)),
          () -> assertFalse(store().touch(id)),
          () -> assertEquals(Optional.empty(), store().update(id, s -> s)),
          () -> assertEquals(Optional.empty(), store().rotate(id)),
          () -> assertFalse(store().destroy(id)),
          () -> assertThrows(IllegalArgumentException.class, () -> store().set(Session.of(id, Map.of()))));
    }
  }

  @Rule("ID-4")
  void a_stolen_key_opens_nothing() {
    store().create(Map.of());
    SessionHandle key = store().all(10, null).items().get(0).handle();
    assertEquals(Optional.empty(), store().get(SessionId.of(key.value())), "ID-4: the key presented as an id finds nothing");
  }

  @Rule("ID-5")
  void no_id_stands_in_a_text() {
    Session session = store().create(Map.of("user", "ada"));
    String texts = "" + session + session.id() + store().all(1, null) + store().save(session);
    assertFalse(texts.contains(session.id().value()), "ID-5: ids are secrets");
  }

  @Rule({"GET-1", "GET-2"})
  void a_session_lives_until_its_deadline_and_not_a_millisecond_longer() {
    assertEquals(Optional.empty(), store().get(ID));
    SessionId id = store().create(Map.of()).id();
    clock.advance(DAY.minusMillis(1));
    assertTrue(store().get(id).isPresent(), "GET-2: alive one millisecond before");
    clock.advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), store().get(id), "GET-2: dead at its deadline");
  }

  @Rule("GET-4")
  void what_comes_back_equals_what_went_in() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("text", "a\"b'c$ \u0000\u001f\u2028 \ud83d\ude00 \ud83d lone");
    values.put("long", Long.MIN_VALUE);
    values.put("big", BigInteger.TWO.pow(90));
    values.put("decimal", new BigDecimal("1.00"));
    values.put("flag", true);
    values.put("nothing", null);
    values.put("list", List.of(1L, "x", List.of(), Map.of("k", "v")));
    values.put("a.b \"$c\"", Map.of("", ""));
    values.put("large", "\u20ac".repeat(400_000));
    Session session = store().create(values);
    assertEquals(session.attributes(), store().get(session.id()).orElseThrow().attributes(), "GET-4: every kind of value survives");
    assertThrows(RuntimeException.class, () -> session.with("nan", Double.NaN), "GET-4: NaN is refused");
  }

  @Rule("CREATE-2")
  void a_taken_id_is_never_overwritten() {
    store().set(Session.of(ID, Map.of("user", "first")));
    List<String> drawn = new ArrayList<>(List.of(ID.value(), "a-free-one"));
    Session made = another(o -> o.idGenerator(() -> drawn.remove(0))).create(Map.of("user", "second"));
    assertEquals("a-free-one", made.id().value(), "CREATE-2: another id is drawn");
    assertEquals("first", store().get(ID).orElseThrow().get("user"), "CREATE-2: what was there stays");
  }

  @Rule("SET-1")
  void set_inserts_or_replaces_and_keeps_the_creation_of_a_live_row_only() {
    Instant first = store().set(Session.of(ID, Map.of("a", 1, "b", 2))).orElseThrow().createdAt();
    clock.advance(Duration.ofHours(1));
    Session replaced = store().set(Session.of(ID, Map.of("b", 3))).orElseThrow();
    assertEquals(first, replaced.createdAt(), "SET-1: a live row keeps created_at");
    assertEquals(Set.of("b"), store().get(ID).orElseThrow().attributes().names(), "SET-1: removed attributes are gone");
    clock.advance(DAY);
    assertEquals(clock.instant(), store().set(Session.of(ID, Map.of())).orElseThrow().createdAt(), "SET-1: over a dead row all is new");
  }

  @Rule("SET-2")
  void any_number_of_callers_may_set_one_new_id_at_once() throws Exception { // stochastic tier
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        SessionId id = SessionId.of("raced-" + round);
        List<Future<Optional<Session>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Map<String, Object> mine = Map.of("by", i);
          answers.add(threads.submit(() -> store().set(Session.of(id, mine))));
        }
        for (Future<Optional<Session>> answer : answers) {
          assertTrue(answer.get().isPresent(), "SET-2: no caller sees an error");
        }
      }
      assertEquals(20, store().length(), "SET-2: one row per id");
    } finally {
      threads.shutdownNow();
    }
  }

  @Rule("SET-3")
  void setting_a_session_already_past_its_expiry_removes_the_row() {
    store().set(Session.of(ID, Map.of()));
    assertEquals(Optional.empty(), store().set(Session.of(ID, Map.of()).withFixedExpiry(clock.instant())));
    assertFalse(store().destroy(ID), "SET-3: no row is left");
  }

  @Rule("SET-4")
  void too_large_a_document_is_refused_and_what_was_stored_stays() {
    SessionStore small = another(o -> o.maxDataBytes(200));
    small.set(Session.of(ID, Map.of("a", "kept")));
    assertThrows(SessionTooLargeException.class, () -> small.set(Session.of(ID, Map.of("a", "x".repeat(300)))));
    assertEquals("kept", small.get(ID).orElseThrow().get("a"));
  }

  @Rule({"SAVE-1", "SET-5"})
  void the_answer_of_set_and_of_save_can_be_saved_again() {
    Session copy = store().set(Session.of(ID, Map.of())).orElseThrow();
    for (int i = 0; i < 3; i++) {
      SaveResult result = store().save(copy.with("n", i));
      assertEquals(Status.SAVED, result.status());
      copy = result.session().orElseThrow();
    }
    assertEquals(2L, store().get(ID).orElseThrow().get("n"));
  }

  @Rule({"SAVE-2", "SAVE-5"})
  void a_save_never_brings_a_session_back() {
    Session copy = store().set(Session.of(ID, Map.of())).orElseThrow();
    store().destroy(ID);
    assertEquals(Status.GONE, store().save(copy.with("x", 1)).status(), "SAVE-2: gone after a destroy");
    assertFalse(store().destroy(ID), "SAVE-2: no row came back");
    store().set(Session.of(ID, Map.of("new", true)));
    assertEquals(Status.CONFLICT, store().save(copy).status(), "SAVE-5: an old copy cannot replace a newer session");
  }

  @Rule("SAVE-3")
  void a_dead_session_is_not_saved() {
    Session copy = store().create(Map.of());
    clock.advance(DAY);
    assertEquals(Status.GONE, store().save(copy).status());
    assertEquals(Optional.empty(), store().get(copy.id()));
  }

  @Rule("SAVE-4")
  void a_save_of_an_older_copy_is_a_conflict_and_the_newer_data_stay() {
    Session copy = store().create(Map.of());
    another(UnaryOperator.identity()).save(copy.with("who", "first"));
    assertEquals(Status.CONFLICT, store().save(copy.with("who", "second")).status());
    assertEquals("first", store().get(copy.id()).orElseThrow().get("who"));
  }

  @Rule("UPDATE-1")
  void concurrent_updates_lose_nothing() throws Exception { // stochastic tier
    SessionId id = store().create(Map.of()).id();
    SessionStore second = another(UnaryOperator.identity());
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < 32; t++) {
        SessionStore mine = t % 2 == 0 ? store() : second;
        done.add(threads.submit(() -> {
          for (int i = 0; i < 10; i++) {
            mine.update(id, s -> s.with("n", s.getLong("n", 0) + 1)).orElseThrow();
          }
        }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      assertEquals(320L, store().get(id).orElseThrow().get("n"), "UPDATE-1: the sum is N x M");
    } finally {
      threads.shutdownNow();
    }
  }

  @Rule({"UPDATE-2", "UPDATE-3", "UPDATE-5"})
  void an_update_changes_a_live_session_or_nothing() {
    assertEquals(Optional.empty(), store().update(ID, s -> s.with("a", 1)));
    assertEquals(0, store().length(), "UPDATE-2: nothing created");
    Session copy = store().create(Map.of("a", 1));
    assertThrows(ArithmeticException.class, () -> store().update(copy.id(), s -> {
      throw new ArithmeticException();
    }));
    store().update(copy.id(), s -> s.with("a", 1));
    assertEquals(Status.SAVED, store().save(copy).status(), "UPDATE-5: an equal session is not written, so the copy is still current");
  }

  @Rule({"TOUCH-1", "TOUCH-2", "TOUCH-4"})
  void touch_slides_a_live_session_and_neither_makes_nor_revives_one() {
    Session copy = store().create(Map.of());
    clock.advance(Duration.ofHours(20));
    assertTrue(store().touch(copy.id()));
    clock.advance(Duration.ofHours(20));
    assertEquals(Status.SAVED, store().save(copy.with("a", 1)).status(), "TOUCH-4: a touch does not make a save conflict");
    clock.advance(DAY);
    assertFalse(store().touch(copy.id()), "TOUCH-2: the dead stay dead");
    assertFalse(store().touch(ID));
    assertEquals(0, store().length());
  }

  @Rule("TOUCH-3")
  void touch_never_shortens() {
    SessionId id = store().create(Map.of()).id();
    another(o -> o.expiration(Duration.ofMinutes(5))).touch(id);
    clock.advance(Duration.ofHours(23));
    assertTrue(store().get(id).isPresent());
  }

  @Rule("TOUCH-5")
  void touch_of_a_copy_is_throttled() {
    Session copy = store().create(Map.of());
    clock.advance(Duration.ofSeconds(59));
    assertTrue(store().touch(copy).orElseThrow() == copy, "TOUCH-5: below touchInterval the copy itself is answered");
    clock.advance(Duration.ofSeconds(1));
    assertEquals(clock.instant().plus(DAY), store().touch(copy).orElseThrow().expiresAt());
    assertEquals(clock.instant().plus(DAY), store().get(copy.id()).orElseThrow().expiresAt());
  }

  @Rule({"TOUCH-6", "EXPIRY-3"})
  void nothing_outlives_the_absolute_lifetime_and_a_fixed_expiry_does_not_slide() {
    SessionStore capped = another(o -> o.absoluteLifetime(Duration.ofHours(30)));
    Session copy = capped.create(Map.of());
    Instant end = copy.createdAt().plus(Duration.ofHours(30));
    clock.advance(Duration.ofHours(10));
    capped.touch(copy.id());
    assertEquals(end, capped.get(copy.id()).orElseThrow().expiresAt());
    assertEquals(end, capped.set(copy.withMaxAge(Duration.ofDays(9))).orElseThrow().expiresAt(), "SET-1: the absolute deadline stays");
    Instant fixed = clock.instant().plusSeconds(60);
    SessionId id = store().set(Session.of(ID, Map.of()).withFixedExpiry(fixed)).orElseThrow().id();
    clock.advance(Duration.ofSeconds(30));
    assertTrue(store().touch(id));
    assertEquals(fixed, store().get(id).orElseThrow().expiresAt());
  }

  @Rule({"ROTATE-1", "ROTATE-2", "ROTATE-3", "ROTATE-5"})
  void rotation_moves_a_session_and_a_stale_copy_cannot_undo_it() {
    Session before = store().create(Map.of("a", 1));
    Session after = store().rotate(before.id(), s -> s.with("user", "ada")).orElseThrow();
    assertNotEquals(before.id(), after.id());
    assertEquals(before.createdAt(), after.createdAt());
    assertEquals(Map.of("a", 1L, "user", "ada"), store().get(after.id()).orElseThrow().attributes().asMap());
    assertEquals(Optional.empty(), store().get(before.id()), "ROTATE-2: the old id is unknown");
    assertEquals(Status.GONE, store().save(before).status(), "ROTATE-5");
    assertEquals(Status.GONE, store().rotate(before).status(), "ROTATE-4: one rotation wins");
    assertEquals(Optional.empty(), store().rotate(before.id()), "ROTATE-3");
    assertEquals(Status.SAVED, store().rotate(after.with("b", 2)).status());
    assertEquals(1, store().length());
  }

  @Rule({"DESTROY-1", "DESTROY-2"})
  void destroy_removes_once_live_dead_or_nearly_immortal() {
    Session longest = store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofDays(365L * 9000))).orElseThrow();
    assertEquals(Instant.parse("9999-12-31T23:59:59.999Z"), longest.expiresAt());
    assertTrue(store().destroy(ID));
    assertFalse(store().destroy(ID));
    SessionId dead = store().create(Map.of()).id();
    clock.advance(DAY);
    assertTrue(store().destroy(dead));
  }

  @Rule({"LIST-1", "LIST-2", "LIST-3", "LIST-4"})
  void pages_list_every_live_session_once_by_handle() {
    for (int i = 0; i < 7; i++) {
      store().create(Map.of("i", i));
    }
    store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMillis(1)));
    clock.advance(Duration.ofMillis(1));
    assertEquals(7, store().length(), "LIST-1: the dead are not counted");
    Set<SessionHandle> seen = new HashSet<>();
    Optional<SessionHandle> next = Optional.empty();
    int items = 0;
    do {
      Page<StoredSession> page = store().all(3, next.orElse(null));
      page.items().forEach(s -> seen.add(s.handle()));
      items += page.items().size();
      next = page.next();
    } while (next.isPresent());
    assertEquals(7, items);
    assertEquals(7, seen.size());
    assertTrue(store().destroy(seen.iterator().next()));
    store().clear();
    store().clear();
    assertEquals(0, store().length());
  }

  @Rule({"EXPIRY-1", "EXPIRY-4", "EXPIRY-7"})
  void a_session_s_own_expiry_wins_and_a_changed_one_stands() {
    Session copy = store().set(Session.of(ID, Map.of()).withMaxAge(Duration.ofMinutes(30).plusNanos(999))).orElseThrow();
    assertEquals(clock.instant().plus(Duration.ofMinutes(30)), store().get(ID).orElseThrow().expiresAt());
    Session shorter = store().save(copy.withMaxAge(Duration.ofMinutes(1))).session().orElseThrow();
    assertEquals(clock.instant().plusSeconds(60), store().get(ID).orElseThrow().expiresAt(), "EXPIRY-7: the new one stands, though earlier");
    clock.advance(Duration.ofSeconds(30));
    store().touch(copy);
    store().touch(ID);
    assertEquals(clock.instant().plusSeconds(60), store().get(ID).orElseThrow().expiresAt(), "EXPIRY-7: no touch from an older copy undoes it");
    assertEquals(Duration.ofMinutes(1), shorter.maxAge().orElseThrow());
  }

  @Rule("EXPIRY-8")
  void written_with_an_expiry_already_past() {
    Session copy = store().create(Map.of());
    assertEquals(Status.GONE, store().save(copy.withFixedExpiry(clock.instant().minusMillis(1))).status());
    assertFalse(store().destroy(copy.id()), "EXPIRY-8: the row is removed");
    SessionId id = store().create(Map.of()).id();
    assertEquals(Optional.empty(), store().update(id, s -> s.withFixedExpiry(0)));
    assertEquals(0, store().length());
  }

  @Rule({"SWEEP-1", "SWEEP-2", "EVENT-3"})
  void a_sweep_deletes_in_batches_what_has_been_dead_for_the_grace_and_only_that() {
    for (int i = 0; i < 7; i++) {
      store().create(Map.of());
    }
    clock.advance(Duration.ofSeconds(30));
    SessionId younger = store().create(Map.of()).id();
    clock.advance(DAY.plusSeconds(29));
    SessionStore sweeping = listening();
    assertEquals(0, sweeping.clearExpired().deleted(), "SWEEP-1: the grace is not over");
    clock.advance(Duration.ofSeconds(1));
    assertEquals(7, sweeping.clearExpired().deleted());
    assertEquals(7, Set.copyOf(expired).size());
    assertTrue(store().destroy(younger));
    for (int i = 0; i < 7; i++) {
      store().create(Map.of());
    }
    clock.advance(DAY.plusMinutes(1));
    assertEquals(3, another(o -> o.sweepBatch(3)).clearExpired().batches(), "SWEEP-2: batches of three");
  }

  @Rule({"COL-1", "COL-3", "COL-4", "COL-6"})
  void columns_are_searched_exactly_and_log_out_everywhere_but_here_works() {
    Session here = store().create(Map.of("user", "ada"));
    store().create(Map.of("user", "ada"));
    for (String other : List.of("Ada", "ada ", "adà")) {
      store().create(Map.of("user", other));
    }
    store().create(Map.of());
    assertEquals(2, store().findBy(USER, "ada", 10, null).items().size(), "COL-6: only the exact value");
    assertEquals(1, store().destroyBy(USER, "ada", here.id()));
    assertTrue(store().get(here.id()).isPresent());
    assertEquals(5, store().length());
    assertThrows(IllegalArgumentException.class, () -> store().create(Map.of("user", "x".repeat(41))), "COL-1: too long a value is refused");
    clock.advance(DAY);
    assertEquals(List.of(), store().findBy(USER, "ada", 10, null).items(), "COL-3: live ones only");
  }

  @Rule({"TABLE-2", "TABLE-3"})
  void the_table_can_be_made_twice_and_is_what_the_store_needs() {
    store().createTable();
    store().createTable();
    store().validateTable();
    assertEquals(0, store().length(), "TABLE-2: making an existing table changes nothing");
  }

  @Rule("LIFE-1")
  void a_closed_store_says_so_and_closes_twice() {
    SessionStore other = another(UnaryOperator.identity());
    other.close();
    other.close();
    assertThrows(IllegalStateException.class, () -> other.get(ID));
    assertEquals(0, store().length(), "LIFE-1: what was passed in stays open");
  }

  @Rule("EVENT-2")
  void a_listener_that_throws_changes_nothing() {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    SessionStore other = another(o -> o.listener(new SessionListener() {
      @Override
      public void created(SessionHandle handle) {
        told.add(handle.value());
        throw new ArithmeticException("the listener's own");
      }
    }));
    Session made = other.create(Map.of());
    assertEquals(1, told.size());
    assertTrue(store().get(made.id()).isPresent());
  }
}
