package dev.sessionstore.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Column;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.spi.SessionTableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.apache.ibatis.logging.LogFactory;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kit cannot know: the user's factory, mapper and open sessions. */
class MyBatisSessionTableTest {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private HikariDataSource pool;
  private SqlSessionFactory factory;

  @BeforeEach
  void prepare() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    pool = new HikariDataSource(config);
    Databases.run(pool, "create table note (text varchar(20))");
    factory = Databases.hostileFactory(pool);
  }

  @AfterEach
  void closePool() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
    pool.close();
  }

  private SessionStore open() {
    return SessionStore.builder().table(MyBatisSessionTable.on(factory)).createTable(true).open();
  }

  private SessionStore openOnWebSession() throws SQLException {
    Databases.createWebSession(pool);
    return SessionStore.builder().table(MyBatisSessionTable.on(factory, WebSessionMapper.class)).open();
  }

  private String notes() throws SQLException {
    return Databases.text(pool, "select count(*) from note");
  }

  @Test
  void an_operation_stands_although_the_callers_open_session_is_rolled_back() throws SQLException { // TX-1
    try (SessionStore store = open(); SqlSession callers = factory.openSession(ExecutorType.SIMPLE, false)) {
      Session destroyed = store.create(Map.of());
      callers.getMapper(Databases.NoteMapper.class).add("lost");
      Session created = store.create(Map.of("user", "ada"));
      store.update(created.id(), session -> session.with("visits", 1));
      store.destroy(destroyed.id());
      callers.rollback(true);

      assertThat(store.get(created.id()).orElseThrow().getLong("visits", 0)).isEqualTo(1);
      assertThat(store.get(destroyed.id())).isEmpty();
      assertThat(notes()).isEqualTo("0");
    }
  }

  @Test
  void the_callers_open_session_commits_all_it_wrote_although_operations_failed_beside_it() throws SQLException {
    // TX-2
    try (SessionStore store = open(); SqlSession callers = factory.openSession(ExecutorType.SIMPLE, false)) {
      Session first = store.create(Map.of());
      store.update(first.id(), session -> session.with("by", "another"));
      callers.getMapper(Databases.NoteMapper.class).add("before");
      assertThat(store.save(first.with("by", "me")).status()).isEqualTo(SaveResult.Status.CONFLICT);
      Databases.run(pool, "alter table sessions rename to elsewhere");
      assertThatThrownBy(() -> store.get(first.id())).isInstanceOf(SessionStoreException.class);
      callers.getMapper(Databases.NoteMapper.class).add("after");
      callers.commit(true);
    }
    assertThat(notes()).isEqualTo("2");
  }

  @Test
  void a_taken_key_is_seen_as_such() {
    try (SessionTable table = MyBatisSessionTable.on(factory).open(new TableDefinition("sessions", List.of()))) {
      table.createTable();
      SessionRow row = new SessionRow("key", "{}", 2, null, 3, 1, 1, Map.of());
      table.insert(row);
      assertThat(SessionTableException.isKeyTaken(catchThrowable(() -> table.insert(row)))).isTrue();
    }
  }

  @Test
  void no_operation_wipes_a_column_of_the_users_own() throws SQLException { // COL-5
    try (SessionStore store = openOnWebSession()) {
      Session session = store.create(Map.of("user", "ada"));
      assertThat(Databases.text(pool, "select tenant from web_session")).isEqualTo("acme");
      Databases.run(pool, "update web_session set tenant = 'other', shard = 7, note = 'mine'");

      session = store.set(session.with("step", "set")).orElseThrow();
      session = store.save(session.with("step", "save")).session().orElseThrow();
      session = store.update(session.id(), current -> current.with("step", "update")).orElseThrow();
      assertThat(store.touch(session.id())).isTrue();
      session = store.rotate(session.id()).orElseThrow();

      assertThat(store.get(session.id()).orElseThrow().get("step", String.class)).hasValue("update");
      assertThat(Databases.text(pool, "select tenant || shard || note from web_session")).isEqualTo("other7mine");
    }
  }

  @Test
  void set_of_an_unknown_id_fills_the_users_own_columns() throws SQLException { // COL-5
    try (SessionStore store = openOnWebSession()) {
      Session session = store.create(Map.of());
      store.destroy(session.id());
      assertThat(store.set(session)).isPresent();
      assertThat(Databases.text(pool, "select tenant || coalesce(shard, -1) from web_session")).isEqualTo("acme-1");
    }
  }

  /** Fails to answer. */
  @MappedTable("web_session")
  interface Failing extends SessionMapper {
    @AtCreation
    default String tenant() {
      throw new UnsupportedOperationException("no tenant");
    }
  }

  @Test
  void a_column_that_cannot_be_filled_writes_nothing_and_the_store_goes_on() throws SQLException {
    Databases.createWebSession(pool);
    try (SessionStore store = SessionStore.builder().table(MyBatisSessionTable.on(factory, Failing.class)).open()) {
      assertThatThrownBy(() -> store.create(Map.of())).hasStackTraceContaining("no tenant");
      assertThat(store.length()).isZero();
    }
  }

  @Test
  void the_users_configuration_is_untouched() throws SQLException {
    Configuration configuration = factory.getConfiguration();
    List<String> before = new ArrayList<>(configuration.getMappedStatementNames());
    try (SessionStore store = openOnWebSession()) {
      store.create(Map.of());
      assertThat(configuration.getMappedStatementNames()).containsExactlyInAnyOrderElementsOf(before);
      assertThat(configuration.hasMapper(WebSessionMapper.class)).isFalse();
      assertThat(configuration.hasMapper(CallMapper.class)).isFalse();
    }
    assertThat(pool.isClosed()).as("LIFE-1").isFalse();
  }

  @Test
  void the_users_own_statements_on_the_mapper_run_in_its_own_sessions() throws SQLException {
    factory.getConfiguration().addMapper(Annotating.class);
    try (SessionStore store = openOnWebSession()) {
      Session session = store.create(Map.of("user", "ada"));
      try (SqlSession callers = factory.openSession(ExecutorType.SIMPLE, true)) {
        assertThat(callers.getMapper(Annotating.class).annotate("seen")).isEqualTo(1);
      }
      assertThat(store.get(session.id())).isPresent();
      assertThat(Databases.text(pool, "select note from web_session")).isEqualTo("seen");
    }
  }

  /** Registered by the user as well. */
  @MappedTable("web_session")
  interface Annotating extends SessionMapper {
    @Update("update web_session set note = #{note}")
    int annotate(String note);
  }

  @Test
  void neither_key_nor_data_nor_statement_is_logged_whatever_is_switched_on() throws SQLException { // ID-5
    RecordingLog.RECORDS.clear();
    LogFactory.useCustomLogging(RecordingLog.class);
    try (SessionStore store = open();
        SqlSession callers = Databases.hostileFactory(pool).openSession(ExecutorType.SIMPLE, true)) {
      Session session = store.create(Map.of("user", "secret"));
      store.get(session.id());
      store.destroy(session.id());
      callers.getMapper(Databases.NoteMapper.class).add("of the user");
    } finally {
      LogFactory.useSlf4jLogging();
    }
    assertThat(RecordingLog.RECORDS).as("the user's own logging goes on")
        .anyMatch(text -> text.contains("of the user"));
    assertThat(RecordingLog.RECORDS).noneMatch(text -> text.contains("secret") || text.contains("CallMapper"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_data_sources_that_mybatis_brings_serve(boolean pooled) {
    UnpooledDataSource plain = new UnpooledDataSource("org.h2.Driver", url, null, null);
    SqlSessionFactory users = Databases.hostileFactory(pooled ? new PooledDataSource(plain) : plain);
    try (SessionStore store = SessionStore.builder().table(MyBatisSessionTable.on(users)).createTable(true).open()) {
      Session session = store.create(Map.of("user", "ada"));
      assertThat(store.get(session.id())).contains(session);
    }
  }

  @Test
  void a_factory_without_environment_is_refused_with_a_sentence() {
    SqlSessionFactory bare = new SqlSessionFactoryBuilder().build(new Configuration());
    assertThatThrownBy(() -> SessionStore.builder().table(MyBatisSessionTable.on(bare)).open())
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("has no environment");
  }

  private void refused(Class<? extends SessionMapper> mapper, String sentence) {
    SessionStoreOptions options =
        SessionStoreOptions.builder().columns(List.of(Column.string("tenant", 20, session -> null))).build();
    assertThatThrownBy(
        () -> SessionStore.builder().options(options).table(MyBatisSessionTable.on(factory, mapper)).open())
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
  }

  /** No interface. */
  static final class Implemented implements SessionMapper {}

  /** Says more than a name. */
  @MappedTable("web_session; drop table note")
  interface UnsafeTable extends SessionMapper {}

  /** Takes a name of the store's. */
  interface OwnsData extends SessionMapper {
    @AtCreation
    default String data() {
      return "{}";
    }
  }

  /** Not a plain name. */
  interface UnsafeColumn extends SessionMapper {
    @AtCreation
    default String größe() {
      return "";
    }
  }

  /** Declared to the store as well. */
  interface Twice extends SessionMapper {
    @AtCreation
    default String tenant() {
      return "acme";
    }
  }

  /** Answers what no driver takes. */
  interface UnknownType extends SessionMapper {
    @AtCreation
    default Thread owner() {
      return Thread.currentThread();
    }
  }

  /** Has no body. */
  interface Bodiless extends SessionMapper {
    @AtCreation
    String tenant();
  }

  @Test
  void a_mapper_that_cannot_be_is_refused_at_open_with_a_sentence_that_names_it() {
    refused(Implemented.class, "MyBatisSessionTableTest$Implemented is not an interface");
    refused(UnsafeTable.class, "is not a plain SQL name");
    refused(OwnsData.class, "The column name data belongs to the store");
    refused(UnsafeColumn.class, "A column's name");
    refused(Twice.class, "Two columns are called tenant");
    refused(UnknownType.class, "UnknownType.owner returns java.lang.Thread");
    refused(Bodiless.class, "Bodiless.tenant is marked @AtCreation; make it a default method");
  }

  @Test
  void the_artifact_is_found_by_name() {
    try (SessionStore store = SessionStore.builder().dataSource(pool).backend("mybatis").createTable(true).open()) {
      assertThat(store.length()).isZero();
    }
  }
}
