package dev.sessionstore.ebean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Column;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.spi.SessionTableException;
import io.ebean.DB;
import io.ebean.Database;
import io.ebean.Transaction;
import io.ebean.bean.EntityBean;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EbeanSessionTableTest {

  private static final SessionId ID = SessionId.of("an-id-of-somebody");
  private static final TableDefinition SESSIONS = new TableDefinition("sessions", List.of());

  private HikariDataSource pool;
  private HikariDataSource replica;
  private Database database;

  @BeforeEach
  void openDatabase() {
    pool = TestDatabases.pool("jdbc:h2:mem:ebean-own");
    replica = TestDatabases.pool("jdbc:h2:mem:ebean-own-replica");
    database = TestDatabases.of(pool, replica, SessionBean.class, WebSession.class, Beans.Note.class,
        Beans.OddTable.class, Beans.OddColumn.class, Beans.Associated.class);
    TestDatabases.execute(pool, "create table note (id bigint primary key, text varchar(100) not null)");
  }

  @AfterEach
  void closeDatabase() {
    database.shutdown(false, false);
    pool.close();
    replica.close();
  }

  private static SessionStore open(SessionTableFactory table) {
    return SessionStore.builder()
        .table(table)
        .createTable(true)
        .options(o -> o.checkExpirationInterval(Duration.ZERO))
        .open();
  }

  private SessionStore openOwnBean(SessionTableFactory table) {
    SessionStore store = open(table);
    TestDatabases.addOwnColumns(pool);
    return store;
  }

  private static Beans.Note note(long id) {
    Beans.Note note = new Beans.Note();
    note.id = id;
    note.text = "note " + id;
    return note;
  }

  @Test
  void the_stores_writes_stand_when_the_callers_transaction_rolls_back() {
    try (SessionStore store = open(EbeanSessionTable.on(database))) {
      SessionId doomed = store.create(Map.of()).id();
      try (Transaction caller = database.beginTransaction()) {
        database.insert(note(1));
        store.set(Session.of(ID, Map.of("user", "ada")));
        store.update(ID, s -> s.with("visits", 1));
        store.destroy(doomed);
        assertThat(database.currentTransaction()).as("the caller's transaction stays bound to the thread")
            .isSameAs(caller);
        caller.rollback();
      }
      assertThat(store.get(ID).orElseThrow().getLong("visits", 0)).isEqualTo(1);
      assertThat(store.get(doomed)).isEmpty();
      assertThat(database.find(Beans.Note.class).usingMaster().findCount()).isZero();
    }
  }

  @Test
  void the_callers_transaction_commits_all_it_wrote_although_the_store_met_a_duplicate() {
    try (SessionStore store = open(EbeanSessionTable.on(database));
        SessionTable table = EbeanSessionTable.on(database).open(SESSIONS)) {
      table.insert(row("taken"));
      try (Transaction caller = database.beginTransaction()) {
        database.insert(note(1));
        assertThat(catchThrowable(() -> table.insert(row("taken")))).isNotNull();
        store.create(Map.of());
        database.insert(note(2));
        caller.commit();
      }
      assertThat(database.find(Beans.Note.class).usingMaster().findCount()).isEqualTo(2);
      assertThat(store.length()).as("the row of 1970 is dead").isEqualTo(1);
    }
  }

  private static SessionRow row(String key) {
    return new SessionRow(key, "{}", 2, null, 1, 1, 1, Map.of());
  }

  @Test
  void a_taken_key_is_recognised_and_the_drivers_failure_is_in_the_chain() {
    for (SessionTableFactory factory : List.of(EbeanSessionTable.on(pool), EbeanSessionTable.on(database))) {
      try (SessionTable table = factory.open(SESSIONS)) {
        table.createTable();
        table.clear();
        table.insert(row("taken"));
        Throwable failure = catchThrowable(() -> table.insert(row("taken")));
        assertThat(SessionTableException.isKeyTaken(failure)).isTrue();
        assertThat(failure).hasRootCauseInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void no_operation_commits_or_touches_a_connections_auto_commit() {
    CallerConnections connections = new CallerConnections();
    JdbcDataSource plain = new JdbcDataSource();
    plain.setURL("jdbc:h2:mem:ebean-own");
    try (SessionStore store = open(EbeanSessionTable.on(connections.over(plain)))) {
      everything(store);
    }
    assertThat(connections.notes()).isEmpty();
    assertThat(connections.taken()).isGreaterThan(12);

    Database over = TestDatabases.builder("noted", connections.over(plain), SessionBean.class).build();
    try (SessionStore store = open(EbeanSessionTable.on(over))) {
      connections.notes().clear(); // of building the caller's own
      everything(store);
    } finally {
      over.shutdown(false, false);
    }
    assertThat(connections.notes()).isEmpty();
  }

  private static void everything(SessionStore store) {
    Session made = store.create(Map.of("user", "ada"));
    store.set(Session.of(ID, Map.of("user", "bob")));
    store.save(store.get(made.id()).orElseThrow().with("n", 1));
    store.update(made.id(), s -> s.with("n", 2));
    store.touch(made.id());
    store.rotate(made.id()).orElseThrow();
    store.all(10, null);
    store.length();
    store.clearExpired();
    store.destroy(ID);
    store.clear();
    store.validateTable();
  }

  @Test
  void own_columns_are_filled_when_a_row_is_new_and_never_wiped() {
    try (SessionStore store = openOwnBean(EbeanSessionTable.on(database, WebSession.class))) {
      Session made = store.create(Map.of("user", "ada"));
      assertThat(own()).isEqualTo("acme|A|1000|null|by itself");
      WebSession stored =
          database.find(WebSession.class).select("channel, data").usingMaster().setUseCache(false).findOne();
      assertThat(stored).isNotNull();
      assertThat(stored.channel).isEqualTo(WebSession.Channel.APP);
      assertThat(stored.getData()).contains("ada");

      TestDatabases.execute(pool,
          "update web_session set tenant_name = 'globex', score = 7, madeByTheDatabase = 'by hand'");
      made = store.save(made.with("n", 1)).session().orElseThrow();
      store.update(made.id(), s -> s.with("n", 2));
      store.touch(made.id());
      store.set(store.get(made.id()).orElseThrow().with("n", 3));
      Session rotated = store.rotate(made.id(), s -> s.with("n", 4)).orElseThrow();
      assertThat(own()).isEqualTo("globex|A|1000|7|by hand");
      assertThat(store.get(rotated.id()).orElseThrow().getLong("n", 0)).isEqualTo(4);
    }
  }

  private String own() {
    return database.sqlQuery("select tenant_name, channel, firstSeen, score, madeByTheDatabase from web_session")
        .usingMaster()
        .mapTo((row, n) -> row.getString(1) + "|" + row.getString(2) + "|" + row.getTimestamp(3).getTime() + "|"
            + row.getString(4) + "|" + row.getString(5))
        .findOne();
  }

  @Test
  void a_supplier_makes_the_bean_of_each_new_row_with_no_connection_held() {
    AtomicInteger made = new AtomicInteger();
    SessionTableFactory table = EbeanSessionTable.on(database, WebSession.class, () -> {
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
      WebSession bean = new WebSession();
      bean.tenant = "tenant " + made.incrementAndGet();
      bean.channel = WebSession.Channel.WEB;
      return bean;
    });
    try (SessionStore store = openOwnBean(table)) {
      store.create(Map.of());
      assertThat(own()).isEqualTo("tenant 1|W|1000|null|by itself");
      store.clear();
      store.set(Session.of(ID, Map.of()));
      store.set(Session.of(ID, Map.of("n", 1)));
      assertThat(own()).as("set of a live session replaces what the store knows")
          .isEqualTo("tenant 2|W|1000|null|by itself");
    }
  }

  @Test
  void a_declared_column_that_the_bean_maps_as_well_is_the_stores_to_fill() {
    TestDatabases.execute(pool, "create table web_session (sid varchar(128) primary key, data clob not null,"
        + " expires bigint not null, max_age bigint, version bigint not null, created_at bigint not null, updated_at"
        + " bigint not null, tenant_name varchar(20))");
    TestDatabases.addOwnColumns(pool);
    try (SessionStore store = SessionStore.builder().table(EbeanSessionTable.on(database, WebSession.class))
        .options(o -> o.columns(List.of(Column.string("tenant_name", 20, s -> "declared")))).open()) {
      store.create(Map.of());
      assertThat(own()).startsWith("declared|A|");
    }
  }

  @Test
  void the_default_database_stays_the_applications() {
    Database theirs =
        TestDatabases.builder("the-default", pool, Beans.Note.class).register(true).defaultDatabase(true).build();
    try (SessionStore store = open(EbeanSessionTable.on(pool));
        SessionStore other = open(EbeanSessionTable.on(database))) {
      store.create(Map.of());
      assertThat(other.length()).isEqualTo(1);
      assertThat(DB.getDefault()).isSameAs(theirs);
      assertThat(theirs.pluginApi().beanType(SessionBean.class)).as("no EntityClassRegister brings our bean along")
          .isNull();
    } finally {
      theirs.shutdown(false, false);
    }
  }

  @Test
  void two_databases_of_our_own_live_side_by_side_and_closing_one_leaves_the_other() {
    HikariDataSource second = TestDatabases.pool("jdbc:h2:mem:ebean-second");
    try (second; SessionStore right = open(EbeanSessionTable.on(second))) {
      try (SessionStore left = open(EbeanSessionTable.on(pool))) {
        left.set(Session.of(ID, Map.of("side", "left")));
        right.set(Session.of(ID, Map.of("side", "right")));
      }
      assertThat(right.get(ID).orElseThrow().get("side", String.class)).contains("right");
      assertThat(pool.isClosed()).as("LIFE-1").isFalse();
      try (SessionStore again = open(EbeanSessionTable.on(pool))) {
        assertThat(again.get(ID).orElseThrow().get("side", String.class)).contains("left");
      }
    }
  }

  @Test
  void closing_the_store_leaves_the_applications_database_usable() {
    open(EbeanSessionTable.on(database)).close();
    database.insert(note(1));
    assertThat(database.find(Beans.Note.class).usingMaster().findCount()).isEqualTo(1);
  }

  @Test
  void ebeans_sql_log_shows_the_callers_values_and_none_of_the_stores() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (SessionStore store = open(EbeanSessionTable.on(database));
        SessionStore own = open(EbeanSessionTable.on(pool))) {
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      database.insert(note(42));
      for (SessionStore each : List.of(store, own)) {
        Session made = each.create(Map.of("user", "secret-of-ada"));
        each.update(made.id(), s -> s.with("more", "secret-of-bob"));
        each.get(made.id());
      }
    } finally {
      System.setErr(before);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text).as("the log is on").contains("note 42");
    assertThat(text).doesNotContain("secret-of").doesNotContainIgnoringCase("sessions");
  }

  @Test
  void a_missing_table_is_said_and_no_failure_sticks() {
    try (SessionStore store = SessionStore.builder().table(EbeanSessionTable.on(database)).open()) {
      assertThatExceptionOfType(SessionStoreException.class).isThrownBy(() -> store.get(ID));
      store.createTable();
      assertThat(store.get(ID)).isEmpty();
    }
  }

  @Test
  void the_shipped_beans_are_enhanced_by_the_build() {
    assertThat(new SessionBean()).isInstanceOf(EntityBean.class);
    assertThat(new SessionBean()).hasToString("SessionBean");
  }

  @Test
  void a_bean_that_the_database_does_not_know_is_named_with_what_to_write() {
    assertThatIllegalArgumentException().isThrownBy(() -> open(EbeanSessionTable.on(database, Beans.Forgotten.class)))
        .withMessage("The Database application does not know the bean dev.sessionstore.ebean.Beans$Forgotten;"
            + " register it with addClass(Forgotten.class) where you build the Database.");
  }

  @Test
  void a_table_whose_name_is_not_plain_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> open(EbeanSessionTable.on(database, Beans.OddTable.class)))
        .withMessageContaining("mapping's table name) (").withMessageContaining("is not a plain SQL name");
  }

  @Test
  void a_column_whose_name_is_not_plain_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> open(EbeanSessionTable.on(database, Beans.OddColumn.class)))
        .withMessageStartingWith("A column's name (").withMessageContaining("is not a plain SQL name");
  }

  @Test
  void a_column_of_the_stores_own_cannot_be_mapped_twice() {
    Database twice = TestDatabases.builder("twice", pool, Beans.TakenColumn.class).build();
    try {
      assertThatIllegalArgumentException().isThrownBy(() -> open(EbeanSessionTable.on(twice, Beans.TakenColumn.class)))
          .withMessage("The column name DATA belongs to the store; choose another.");
    } finally {
      twice.shutdown(false, false);
    }
  }

  @Test
  void an_association_set_on_a_new_bean_is_refused_rather_than_lost() {
    SessionTableFactory table = EbeanSessionTable.on(database, Beans.Associated.class, () -> {
      Beans.Associated bean = new Beans.Associated();
      bean.note = note(1);
      return bean;
    });
    try (SessionStore store = open(table)) {
      assertThatExceptionOfType(SessionStoreException.class).isThrownBy(() -> store.create(Map.of()))
          .havingRootCause().isInstanceOf(IllegalStateException.class)
          .withMessage(
              "The new dev.sessionstore.ebean.Beans$Associated has its property note set, which is no plain column;"
                  + " map the column as a plain property and set that.");
      assertThat(store.length()).isZero();
    }
  }
}
