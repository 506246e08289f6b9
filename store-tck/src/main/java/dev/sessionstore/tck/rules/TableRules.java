package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.ID;
import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Column;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.TableMismatchException;
import dev.sessionstore.tck.probe.Gate;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;

/** Rules on the table itself. */
interface TableRules extends RuleGroup {

  /** A statement that mends the table, within a sentence; it ends with a semicolon. */
  Pattern MENDING = Pattern.compile("\\b(?:alter|create) [^;]*", Pattern.CASE_INSENSITIVE);
  /** A second declared column, which will be missing. */
  Column<Long> SEAT = Column.of("kit_seat", Long.class, s -> s.get("seat", Long.class).orElse(null)).withIndex();

  private SessionStore named(String table) {
    return kit().another(o -> o.tableName(table));
  }

  private void drop(String table) throws SQLException {
    kit().jdbc().run("drop table if exists " + table);
  }

  @Rule(value = "TABLE-1", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  default void any_table_name_will_do() throws Exception {
    String longest = "Kit_Other_" + "x".repeat(30);
    for (String table : List.of("kit_other", "KIT_CAPITALS", "_kit1", longest, longest.substring(0, 39) + "y")) {
      drop(table);
      SessionStore store = named(table);
      store.validateTable(); // index names derive from the table's: with equal names one table would have no index
      worksIn(store, table);
      store.createTable();
      store.validateTable();
      drop(table);
    }
  }

  @Rule(value = "TABLE-1", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  default void tables_side_by_side_have_indexes_of_their_own() throws Exception {
    Column<String> wordy = Column.string("a_column_with_a_name_of_forty_characters", 10, s -> null).withIndex();
    List<String> tables = List.of("kit_twins_" + "x".repeat(30), "kit_twins_" + "x".repeat(29) + "y");
    for (String table : tables) {
      drop(table);
    }
    for (String table : tables) {
      kit().another(o -> o.tableName(table).columns(List.of(wordy))).validateTable();
    }
    for (String table : tables) {
      drop(table);
    }
  }

  @Rule(value = "TABLE-1", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS, Capability.SCHEMAS})
  default void a_table_may_be_named_with_its_schema() throws Exception {
    kit().jdbc().run("create schema if not exists kit_schema");
    drop("kit_schema.sessions");
    SessionStore store = named("kit_schema.sessions");
    store.validateTable();
    worksIn(store, "kit_schema.sessions");
    assertEquals(0, kit().store().length(), "TABLE-1: the other schema's table is another");
    drop("kit_schema.sessions");
    assertThrows(TableMismatchException.class, store::validateTable,
        "TABLE-1: the other schema's table is not taken for it");
    kit().jdbc().run("drop schema kit_schema");
  }

  private void worksIn(SessionStore store, String table) throws Exception {
    Session copy = store.create(Map.of("user", "ada"));
    store.set(Session.of(ID, Map.of("user", "ada"))).orElseThrow();
    store.save(copy.with("a", 1)).session().orElseThrow();
    store.rotate(copy.id()).orElseThrow();
    assertTrue(store.touch(ID));
    assertEquals(2, store.findBy(USER, "ada", 10, null).items().size());
    assertEquals(2, kit().jdbc().rows("select sid from " + table).size(), "TABLE-1: the rows are in " + table);
    assertEquals(1, store.destroyBy(USER, "ada", ID));
    store.clearExpired();
    assertTrue(store.destroy(ID));
  }

  @Rule("TABLE-1")
  default void an_unsafe_table_name_is_refused_when_options_are_built() {
    for (String unsafe : List.of("", "two words", "sessions;drop table users", "sessions--", "\"sessions\"",
        "`sessions`", "1sessions", "a.b.sessions", "schema.", ".sessions", "s\u00e9ances", "s".repeat(41),
        "schema." + "s".repeat(41), "sessions\n", "sessions/*")) {
      IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
          () -> SessionStoreOptions.builder().tableName(unsafe).build(), "TABLE-1: an unsafe name");
      assertTrue(String.valueOf(refusal.getMessage()).contains("tableName"), "TABLE-1: the refusal names the option");
    }
  }

  @Rule(value = "TABLE-2", needs = Capability.TABLE)
  default void making_the_table_twice_changes_nothing() {
    Session copy = kit().store().create(Map.of("user", "ada"));
    kit().store().createTable();
    kit().store().createTable();
    kit().store().validateTable();
    assertEquals(copy, kit().store().get(copy.id()).orElseThrow(), "TABLE-2: the rows stay");
  }

  @Rule(value = "TABLE-2", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  default void making_the_table_never_alters_it() throws Exception {
    drop("kit_old");
    SessionStore before = named("kit_old");
    SessionId id = before.create(Map.of("user", "ada")).id();
    kit().jdbc().run("alter table kit_old add extra varchar(10)");
    Set<String> columns = kit().jdbc().columns("kit_old");
    SessionStore after = kit().another(o -> o.tableName("kit_old").columns(List.of(USER, plain(SEAT))));
    after.createTable();
    assertEquals(columns, kit().jdbc().columns("kit_old"), "TABLE-2: no column comes or goes");
    assertTrue(before.get(id).isPresent(), "TABLE-2: the rows stay");
    before.validateTable(); // TABLE-3: columns it does not know are fine
    drop("kit_old");
  }

  /** Without its index, which cannot be made on a column that is not there. */
  private static Column<Long> plain(Column<Long> column) {
    return Column.of(column.name(), column.type(), column.value());
  }

  @Rule(value = "TABLE-2", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  default void a_table_that_another_node_makes_at_the_same_moment_is_no_error() throws Exception {
    SessionStore first = kit().withoutMakingTheTable(o -> o.tableName("kit_raced"));
    SessionStore second = kit().withoutMakingTheTable(o -> o.tableName("kit_raced"));
    drop("kit_raced");
    try (Gate gate = kit().probe().hold(sql -> sql.toLowerCase(Locale.ROOT).contains("create table"))) {
      Race.AsyncCall<Boolean> making = Race.start(() -> {
        first.createTable();
        return true;
      });
      making.comesTo(gate);
      second.createTable();
      gate.release();
      making.result();
    }
    first.validateTable();
    drop("kit_raced");
  }

  @Rule(value = "TABLE-2", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS}, stochastic = true)
  default void several_nodes_may_make_the_table_at_once() throws Exception {
    List<SessionStore> nodes = List.of(kit().withoutMakingTheTable(o -> o.tableName("kit_raced")),
        kit().withoutMakingTheTable(o -> o.tableName("kit_raced")));
    for (int round = 0; round < 3; round++) {
      drop("kit_raced");
      kit().race(8, i -> () -> {
        nodes.get(i % 2).createTable();
        return i;
      });
      nodes.get(0).validateTable();
    }
    drop("kit_raced");
  }

  @Rule(value = "TABLE-3", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS, Capability.ALTER})
  default void each_missing_column_and_index_is_named_with_the_statement_that_mends_it() throws Exception {
    SessionStore store = broken();
    for (String column : List.of("max_age", "updated_at", "expires", "user_name")) {
      kit().jdbc().run("alter table kit_broken drop column " + column);
    }
    String told = mismatch(store);
    for (String column : List.of("max_age", "updated_at", "expires", "user_name")) {
      assertTrue(told.contains("column " + column),
          () -> "TABLE-3: each missing column is named, " + column + " is not in: " + told);
    }
    mend(told);
    String indexes = mending(store);
    assertTrue(indexes.isEmpty() || indexes.toLowerCase(Locale.ROOT).contains("index"),
        () -> "TABLE-3: all columns are mended, but: " + indexes);
    mend(indexes);
    store.validateTable();
    worksIn(store, "kit_broken");
    drop("kit_broken");
  }

  @Rule(value = "TABLE-3", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  default void a_missing_index_is_named_with_the_statement_that_mends_it() throws Exception {
    broken();
    SessionStore demanding = kit().withoutMakingTheTable(o -> o.tableName("kit_broken").columns(List.of(USER, SEAT)));
    kit().jdbc().run("alter table kit_broken add kit_seat bigint");
    String told = mismatch(demanding);
    assertTrue(told.contains("index on kit_seat"), () -> "TABLE-3: a missing index is named, not: " + told);
    assertFalse(told.contains("user_name"), () -> "TABLE-3: and nothing else: " + told);
    mend(told);
    demanding.validateTable();
    drop("kit_broken");
  }

  @Rule(value = "TABLE-3", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS, Capability.ALTER})
  default void a_column_too_narrow_is_named_with_the_statement_that_mends_it() throws Exception {
    SessionStore store = broken();
    kit().jdbc().run("alter table kit_broken drop column user_name");
    kit().jdbc().run("alter table kit_broken add user_name varchar(39)");
    String told = mismatch(store);
    assertTrue(told.contains("column user_name"), () -> "TABLE-3: too narrow a column is named, not: " + told);
    mend(told);
    mend(mending(store));
    store.validateTable();
    store.create(Map.of("user", "x".repeat(40)));
    assertEquals(1, store.findBy(USER, "x".repeat(40), 10, null).items().size(), "TABLE-3: mended, it is wide enough");
    drop("kit_broken");
  }

  @Rule(value = "TABLE-3", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS, Capability.ALTER})
  default void a_column_of_another_type_is_named_with_the_statement_that_mends_it() throws Exception {
    SessionStore store = broken();
    for (String column : List.of("max_age", "updated_at")) {
      kit().jdbc().run("alter table kit_broken drop column " + column);
      kit().jdbc().run("alter table kit_broken add " + column + " integer");
    }
    String told = mismatch(store);
    assertTrue(told.contains("column max_age") && told.contains("column updated_at"),
        () -> "TABLE-3: too small a number is named, not: " + told);
    mend(told);
    store.validateTable();
    worksIn(store, "kit_broken");
    drop("kit_broken");
  }

  /** Not every database can change a text column to a number in place. */
  @Rule(value = "TABLE-3", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS, Capability.ALTER})
  default void a_text_in_place_of_a_number_is_named() throws Exception {
    SessionStore store = broken();
    kit().jdbc().run("alter table kit_broken drop column max_age");
    kit().jdbc().run("alter table kit_broken add max_age varchar(20)");
    String told = mismatch(store);
    assertTrue(told.contains("column max_age") && MENDING.matcher(told).find(),
        () -> "TABLE-3: named, with a statement, not: " + told);
    drop("kit_broken");
  }

  /**
   * If plain columns of this database compare loosely, validateTable has to say so.
   */
  @Rule(value = {"TABLE-3", "COL-6"}, needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS, Capability.ALTER})
  default void a_column_that_compares_loosely_is_named_with_the_statement_that_mends_it() throws Exception {
    SessionStore store = broken();
    kit().jdbc().run("alter table kit_broken drop column user_name");
    kit().jdbc().run("alter table kit_broken add user_name varchar(160)");
    store.create(Map.of("user", "ada"));
    boolean loose =
        kit().jdbc().rows("select sid from kit_broken where user_name = ? or user_name = ?", "ADA", "ada ").size() > 0;
    String told = mismatch(store); // dropping the column dropped at least the index
    assertEquals(loose, told.contains("column user_name"),
        () -> "TABLE-3: named if it compares loosely, and only then: " + told);
    mend(told);
    store.validateTable();
    assertEquals(0, store.findBy(USER, "ADA", 10, null).items().size(), "COL-6: mended, it compares exactly");
    assertEquals(0, store.findBy(USER, "ada ", 10, null).items().size(), "COL-6: trailing spaces count");
    drop("kit_broken");
  }

  /** A new table, for a test to break. */
  private SessionStore broken() throws SQLException {
    drop("kit_broken");
    SessionStore store = named("kit_broken");
    store.validateTable();
    return store;
  }

  private static String mismatch(SessionStore store) {
    String told = mending(store);
    assertFalse(told.isEmpty(), "TABLE-3: the table was taken for right");
    return told;
  }

  /** {@return what validateTable says is wrong, or an empty text} */
  private static String mending(SessionStore store) {
    try {
      store.validateTable();
      return "";
    } catch (TableMismatchException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void mend(String told) throws SQLException {
    Matcher statement = MENDING.matcher(told);
    while (statement.find()) {
      kit().jdbc().run(statement.group());
    }
  }

  @Rule(value = "TABLE-4", needs = {Capability.SQL, Capability.TABLE, Capability.COLUMNS})
  default void a_missing_table_is_an_error_that_says_so_and_passes_when_it_is_made() throws Exception {
    drop("kit_missing");
    SessionStore store = kit().withoutMakingTheTable(o -> o.tableName("kit_missing"));
    List<Executable> operations =
        List.of(() -> store.get(ID), () -> store.create(Map.of()), () -> store.set(Session.of(ID, Map.of())),
            () -> store.update(ID, s -> s), () -> store.touch(ID), () -> store.rotate(ID), () -> store.destroy(ID),
            store::length, () -> store.all(10, null), () -> store.findBy(USER, "ada", 10, null),
            () -> store.destroyBy(USER, "ada", null), store::clearExpired, store::clear);
    for (Executable operation : operations) {
      SessionStoreException said = assertThrows(SessionStoreException.class, operation, "TABLE-4: an error");
      String message = String.valueOf(said.getMessage());
      assertTrue(message.contains("kit_missing") && message.contains("does not exist"),
          () -> "TABLE-4: it says that the table is missing, not: " + message);
      assertFalse(said.outcomeUnknown(), "TABLE-4: nothing was written");
    }
    assertTrue(mending(store).contains("does not exist"), "TABLE-4: validateTable says so too");
    named("kit_missing"); // another node makes it
    worksIn(store, "kit_missing");
    drop("kit_missing");
    assertThrows(SessionStoreException.class, () -> store.get(ID), "TABLE-4: gone again");
    store.createTable();
    worksIn(store, "kit_missing");
    drop("kit_missing");
  }
}
