package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.DAY;
import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Column;
import dev.sessionstore.Page;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.StoredSession;
import dev.sessionstore.tck.probe.StatementProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** Rules on declared columns. */
interface ColumnRules extends RuleGroup {

  /** One of each type, beside {@link Kit#USER}. */
  List<Column<?>> TYPED = List.of(column("kit_number", Long.class), column("kit_flag", Boolean.class),
      column("kit_time", Instant.class), column("kit_key", UUID.class).withIndex(),
      Column.string("kit_text", 20, s -> s.get("kit_text", String.class).orElse(null)));

  private static <T> Column<T> column(String name, Class<T> type) {
    return Column.of(name, type, s -> s.get(name, type).orElse(null));
  }

  /** On another table, which is empty. */
  private SessionStore typed() {
    SessionStore store = kit().another(o -> o.tableName("kit_typed").columns(TYPED));
    store.clear();
    return store;
  }

  private static long found(SessionStore store, Column<?> column, Object value) {
    return search(store, column, value).items().size();
  }

  private static <T> Page<StoredSession> search(SessionStore store, Column<T> column, Object value) {
    return store.findBy(column, column.type().cast(value), 10, null);
  }

  private static List<Object> values(Column<?> column) {
    return column.type() == Long.class ? List.of(7L, Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L)
        : column.type() == Boolean.class ? List.of(true, false, true, false, true)
        : column.type() == Instant.class
            ? List.of(Instant.parse("1969-12-31T23:59:59.999Z"), Instant.EPOCH,
                Instant.parse("9999-12-31T23:59:59.999Z"), Instant.parse("2026-03-29T01:30:00.001Z"),
                Instant.parse("1999-01-01T00:00:00Z"))
        : column.type() == UUID.class
            ? List.of(new UUID(0, 0), new UUID(-1, -1), UUID.fromString("c0ffee00-dead-4bee-8bad-f00dfeedface"),
                new UUID(1, 2), new UUID(Long.MIN_VALUE, Long.MAX_VALUE))
        : List.of("plain", "it's \"quoted\" %_\\ ?", "", "\u00fc\u6f22\uD83D\uDE00", "exactly twenty chars");
  }

  @Rule(value = "COL-1", needs = Capability.COLUMNS)
  default void a_column_of_each_type_is_written_by_every_write_and_left_alone_by_touch() {
    SessionStore store = typed();
    for (Column<?> column : TYPED) {
      String name = column.name();
      List<Object> values = values(column);
      Session copy = store.create(Map.of(name, values.get(0)));
      holds(store, column, values.get(0), "create");
      copy = store.set(copy.with(name, values.get(1))).orElseThrow();
      holds(store, column, values.get(1), "set");
      copy = store.save(copy.with(name, values.get(2))).session().orElseThrow();
      holds(store, column, values.get(2), "save");
      copy = store.update(copy.id(), s -> s.with(name, values.get(3))).orElseThrow();
      holds(store, column, values.get(3), "update");
      copy = store.rotate(copy.id(), s -> s.with(name, values.get(4))).orElseThrow();
      holds(store, column, values.get(4), "rotate with a change");
      copy = store.rotate(copy.id()).orElseThrow();
      holds(store, column, values.get(4), "rotate without");
      copy = store.rotate(copy.with(name, values.get(3))).session().orElseThrow();
      holds(store, column, values.get(3), "rotate of a copy");
      kit().clock().advance(DAY.dividedBy(2));
      assertTrue(store.touch(copy.with(name, values.get(2))).isPresent());
      assertTrue(store.touch(copy.id()));
      holds(store, column, values.get(3), "touch");
      assertEquals(1, destroy(store, column, values.get(3)), () -> "COL-4: found by " + name + " and destroyed");
    }
  }

  private static void holds(SessionStore store, Column<?> column, Object value, String after) {
    assertEquals(1, found(store, column, value),
        () -> "COL-1: after " + after + " the column " + column.name() + " holds " + value);
    for (Object other : values(column)) {
      assertEquals(other.equals(value) ? 1 : 0, found(store, column, other),
          () -> "COL-1: after " + after + " it holds that alone");
    }
  }

  private static <T> int destroy(SessionStore store, Column<T> column, Object value) {
    return store.destroyBy(column, column.type().cast(value), null);
  }

  @Rule(value = "COL-1", needs = Capability.COLUMNS)
  default void a_column_may_be_null() {
    SessionStore store = typed();
    for (Column<?> column : TYPED) {
      Object value = values(column).get(0);
      Session copy = store.create(Map.of());
      assertEquals(0, found(store, column, value), "COL-1: created with null");
      copy = store.save(copy.with(column.name(), value)).session().orElseThrow();
      assertEquals(1, found(store, column, value), "COL-1: null no more");
      List<Function<Session, @Nullable Session>> ways = List.of(s -> store.save(s.without(column.name())).stored(),
          s -> store.set(s.without(column.name())).orElseThrow(),
          s -> store.update(s.id(), c -> c.without(column.name())).orElseThrow(),
          s -> store.rotate(s.id(), c -> c.without(column.name())).orElseThrow());
      for (Function<Session, @Nullable Session> way : ways) {
        copy = store.save(copy.with(column.name(), value)).session().orElseThrow();
        Session cleared = way.apply(copy);
        assertNotNull(cleared, "COL-1: null is written");
        copy = cleared;
        assertEquals(0, found(store, column, value), () -> "COL-1: " + column.name() + " is null again");
      }
      store.clear();
    }
  }

  @Rule(value = "COL-1", needs = {Capability.SQL, Capability.COLUMNS})
  default void the_row_holds_null_and_plain_values() throws Exception {
    SessionStore store = typed();
    store.create(Map.of());
    Map<String, @Nullable String> row = kit().jdbc().rows("select * from kit_typed").get(0);
    TYPED.forEach(column -> assertNull(row.get(column.name()), "COL-1: null is stored as null"));
    store.clear();
    Instant time = Instant.parse("2026-03-29T01:30:00.001Z");
    store.create(Map.of("kit_number", 42, "kit_time", time, "kit_key", new UUID(1, 2), "kit_text", "ada"));
    Map<String, @Nullable String> full = kit().jdbc().rows("select * from kit_typed").get(0);
    assertEquals("42", full.get("kit_number"), "COL-1: a number");
    assertEquals(Long.toString(time.toEpochMilli()), full.get("kit_time"),
        "COL-1: an instant, in epoch milliseconds, in no zone");
    assertEquals(new UUID(1, 2).toString(), full.get("kit_key"), "COL-1: a UUID, as text");
    assertEquals("ada", full.get("kit_text"), "COL-1: a text");
  }

  @Rule(value = "COL-1", needs = Capability.COLUMNS)
  default void an_instant_is_cut_down_to_milliseconds() {
    SessionStore store = typed();
    Instant exact = Instant.parse("2026-03-29T01:30:00.001999999Z");
    store.create(Map.of("kit_time", exact));
    assertEquals(1, found(store, TYPED.get(2), exact), "COL-1: found by what was given");
    assertEquals(1, found(store, TYPED.get(2), Instant.parse("2026-03-29T01:30:00.001Z")),
        "COL-1: found by milliseconds");
  }

  @Rule("COL-1")
  default void a_value_too_long_is_refused_and_what_was_stored_stays() {
    String longest = "x".repeat(38) + "\uD83D\uDE00\uD83D\uDE00"; // forty characters
    Session copy = kit().store().create(Map.of("user", longest));
    assertEquals(1, found(kit().store(), USER, longest), "COL-1: forty characters fit, on any plane");
    for (Executable write : tooLong(copy)) {
      assertThrows(IllegalArgumentException.class, write, "COL-1: one more is refused");
    }
    assertEquals(Status.SAVED, kit().store().save(copy.with("a", 1)).status(),
        "COL-1: nothing has been written");
    assertEquals(1, kit().store().length(), "COL-1: no session was made");
  }

  @Rule("COL-1")
  default void a_value_that_not_every_database_can_store_is_refused() {
    for (String value : List.of("\u0000", "ada\u0000", "\ud800", "\udbff", "\udc00", "\udfff", "x\ude00\ud83d")) {
      assertThrows(IllegalArgumentException.class, () -> kit().store().create(Map.of("user", value)),
          "COL-1: a NUL, or half a surrogate pair");
    }
    assertEquals(0, kit().store().length(), "COL-1: nothing was made");
    String plain = "\u0001 \ud7ff \ue000 \ud800\udc00 \udbff\udfff";
    kit().store().create(Map.of("user", plain));
    assertEquals(1, found(kit().store(), USER, plain), "COL-1: the characters next to them are stored");
  }

  @Rule(value = "COL-1", needs = Capability.SQL)
  default void a_value_too_long_is_refused_before_sql() {
    for (Executable write : tooLong(kit().store().create(Map.of()))) {
      kit().probe().reset();
      assertThrows(IllegalArgumentException.class, write, "COL-1: refused");
      assertEquals(List.of(), kit().probe().texts().stream().filter(StatementProbe.writes()).toList(),
          "COL-1: before any write");
    }
  }

  private List<Executable> tooLong(Session copy) {
    SessionStore store = kit().store();
    String value = "x".repeat(39) + "\uD83D\uDE00\uD83D\uDE00";
    return List.of(() -> store.create(Map.of("user", value)), () -> store.set(Session.of(ID, Map.of("user", value))),
        () -> store.save(copy.with("user", value)), () -> store.update(copy.id(), s -> s.with("user", value)),
        () -> store.rotate(copy.id(), s -> s.with("user", value)), () -> store.rotate(copy.with("user", value)),
        () -> store.findBy(USER, value, 10, null), () -> store.destroyBy(USER, value, null));
  }

  @Rule("COL-2")
  default void names_of_the_store_s_own_and_unsafe_ones_are_refused_when_options_are_built() {
    for (String own : List.of("sid", "data", "expires", "max_age", "version", "created_at", "updated_at", "SID", "Data",
        "Max_Age")) {
      assertThrows(IllegalArgumentException.class, () -> declare(own), () -> "COL-2: the store's own name " + own);
    }
    for (String unsafe : List.of("", " ", "user name", "user;drop", "user\"", "user'", "1user", "user-name",
        "user.name", "us\u00e9r", "u".repeat(41), "user\n")) {
      assertThrows(IllegalArgumentException.class, () -> declare(unsafe), "COL-2: an unsafe name");
    }
    assertThrows(IllegalArgumentException.class, () -> declare("twice", "TWICE"), "COL-2: one name twice");
    assertEquals(1, declare("u".repeat(40)).columns().size(), "COL-2: forty characters are a name");
  }

  private static SessionStoreOptions declare(String... names) {
    List<Column<?>> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(Column.string(name, 10, s -> null));
    }
    return SessionStoreOptions.builder().columns(columns).build();
  }

  @Rule("COL-3")
  default void sessions_are_found_by_a_column_s_value_in_pages_and_only_live_ones() {
    for (int i = 0; i < 3; i++) {
      kit().store().create(Map.of("user", "ada"));
    }
    kit().clock().advance(DAY.minusMillis(1));
    List<SessionHandle> living = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      kit().store().create(Map.of("user", "ada", "i", i));
      kit().store().create(Map.of("user", "bob"));
    }
    assertEquals(8, kit().store().findBy(USER, "ada", 10, null).items().size(), "COL-3: all eight live");
    kit().clock().advance(Duration.ofMillis(1));
    SessionHandle after = null;
    int pages = 0;
    do {
      Page<StoredSession> page = kit().store().findBy(USER, "ada", 2, after);
      assertTrue(page.items().size() <= 2, "COL-3: a page holds no more than asked for");
      page.items().forEach(item -> living.add(item.handle()));
      after = page.next().orElse(null);
      pages++;
    } while (after != null && pages < 10);
    assertEquals(5, living.size(), "COL-3: live ones only");
    assertEquals(5, living.stream().distinct().count(), "COL-3: each once");
    assertEquals(0, kit().store().findBy(USER, "nobody", 2, null).items().size(), "COL-3: none for another value");
  }

  @Rule("COL-3")
  default void a_null_value_and_an_undeclared_column_are_refused() {
    @Nullable String none = null;
    assertThrows(NullPointerException.class, () -> kit().store().findBy(USER, none, 10, null), "COL-3: a null value");
    assertThrows(NullPointerException.class, () -> kit().store().destroyBy(USER, none, null), "COL-4: a null value");
    Column<String> stranger = Column.string("kit_stranger", 10, s -> null);
    assertThrows(IllegalArgumentException.class, () -> kit().store().findBy(stranger, "x", 10, null),
        "COL-3: an undeclared column");
    assertThrows(IllegalArgumentException.class, () -> kit().store().destroyBy(stranger, "x", null),
        "COL-4: an undeclared column");
  }

  @Rule("COL-4")
  default void log_out_everywhere_but_here() {
    SessionStore store = kit().store();
    Session here = store.create(Map.of("user", "ada"));
    SessionId there = store.create(Map.of("user", "ada")).id();
    SessionId other = store.create(Map.of("user", "bob")).id();
    store.create(Map.of());
    assertEquals(1, store.destroyBy(USER, "ada", here.id()), "COL-4: how many were ended");
    assertTrue(store.get(here.id()).isPresent(), "COL-4: but here");
    assertTrue(store.get(there).isEmpty(), "COL-4: everywhere else");
    assertTrue(store.get(other).isPresent(), "COL-4: others' stay");
    assertEquals(3, store.length(), "COL-4: so do those of nobody");
    assertEquals(0, store.destroyBy(USER, "ada", here.id()), "COL-4: none is left to end");
    assertEquals(1, store.destroyBy(USER, "ada", other), "COL-4: another's session spares none");
    assertEquals(1, store.destroyBy(USER, "bob", SessionId.of("malformed id")),
        "COL-4: a malformed id spares none either");
    assertEquals(1, store.length());
    assertFalse(store.destroy(here.id()));
  }

  @Rule(value = "COL-5", needs = {Capability.SQL, Capability.OWN_MODEL})
  default void no_operation_wipes_a_column_the_store_does_not_know() throws Exception {
    SessionStore own = kit().ownModel();
    Session copy = own.create(Map.of("user", "ada"));
    kit().jdbc().run("update " + kit().ownModelTable() + " set note = ?", "kept");
    kit().clock().advance(DAY.dividedBy(2));
    assertTrue(own.touch(copy.id()));
    kept("touch");
    own.touch(copy).orElseThrow();
    kept("touch of a copy");
    copy = own.save(own.get(copy.id()).orElseThrow().with("a", 1)).session().orElseThrow();
    kept("save");
    copy = own.set(copy.with("a", 2)).orElseThrow();
    kept("set");
    copy = own.save(copy.withMaxAge(DAY)).session().orElseThrow();
    kept("save with another idle time");
    copy = own.update(copy.id(), s -> s.with("a", 3)).orElseThrow();
    kept("update");
    copy = own.rotate(copy.id()).orElseThrow();
    kept("rotate");
    copy = own.rotate(copy.id(), s -> s.with("a", 4)).orElseThrow();
    kept("rotate with a change");
    copy = own.rotate(copy).session().orElseThrow();
    kept("rotate of a copy");
    assertEquals(0, own.destroyBy(USER, "ada", copy.id()));
    own.clearExpired();
    own.createTable();
    own.validateTable(); // TABLE-3: columns it does not know are fine
    kept("everything else");
  }

  private void kept(String after) throws Exception {
    assertEquals(List.of(Map.of("note", "kept")), kit().jdbc().rows("select note from " + kit().ownModelTable()),
        () -> "COL-5: wiped by " + after);
  }

  @Rule("COL-6")
  default void string_columns_compare_exactly() {
    List<String> names = List.of("ada", "Ada", "ADA", "ada ", " ada", "ad\u00e0", "ada\u0300", "\u0131da", "ida", "IDA",
        "\u0130DA", "stra\u00dfe", "strasse");
    names.forEach(name -> kit().store().create(Map.of("user", name)));
    for (String name : names) {
      assertEquals(1, kit().store().findBy(USER, name, 100, null).items().size(),
          () -> "COL-6: '" + name + "' is found alone");
    }
    for (int i = 0; i < names.size(); i++) {
      assertEquals(1, kit().store().destroyBy(USER, names.get(i), null), "COL-6: one is logged out, and no other");
      assertEquals(names.size() - i - 1, kit().store().length(), "COL-6: the others stay");
    }
  }
}
