package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Side by side with an application on its own SessionFactory: transactions, settings, queries,
 * schema tool.
 */
class UsersFactoryTest {

  private static final SessionId ID = SessionId.of("an-id-of-somebody");
  private static final SessionId OTHER = SessionId.of("an-id-of-somebody-else");

  private final DataSource database = Places.database();
  private SessionFactory factory = factory(Map.of());

  private SessionFactory factory(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent(AvailableSettings.HBM2DDL_AUTO, "update");
    return Places.factory(database, all, SessionEntity.class, Account.class);
  }

  private SessionStore store() {
    return SessionStore.builder().createTable(true).table(HibernateSessionTable.on(factory)).open();
  }

  private static Account account(long id) {
    Account account = new Account();
    account.id = id;
    return account;
  }

  private List<Long> accounts() {
    return factory.fromSession(session -> session
        .createSelectionQuery("select a.id from Account a order by a.id", Long.class).getResultList());
  }

  @AfterEach
  void closeFactory() {
    factory.close();
  }

  @Test
  void the_stores_writes_stand_when_the_callers_transaction_rolls_back() { // TX-1
    try (SessionStore store = store(); org.hibernate.Session session = factory.openSession()) {
      store.set(Session.of(OTHER, Map.of()));
      session.beginTransaction();
      session.persist(account(1));
      session.flush();
      store.set(Session.of(ID, Map.of("n", 1)));
      store.update(ID, current -> current.with("n", 2));
      store.destroy(OTHER);
      session.getTransaction().rollback();
      assertThat(store.get(ID)).map(found -> found.getLong("n", 0)).contains(2L);
      assertThat(store.get(OTHER)).isEmpty();
      assertThat(accounts()).isEmpty();
    }
  }

  @Test
  void a_conflict_in_the_store_leaves_the_callers_transaction_committable() { // TX-2
    try (SessionStore store = store(); org.hibernate.Session session = factory.openSession()) {
      Session first = store.set(Session.of(ID, Map.of("n", 1))).orElseThrow();
      session.beginTransaction();
      session.persist(account(1));
      session.flush();
      store.save(first.with("n", 2));
      assertThat(store.save(first.with("n", 3)).session()).isEmpty();
      assertThat(store.get(ID)).isPresent();
      session.persist(account(2));
      session.getTransaction().commit();
      assertThat(accounts()).containsExactly(1L, 2L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "hibernate.jdbc.batch_size=20", "hibernate.connection.provider_disables_autocommit=true",
      "hibernate.current_session_context_class=thread",
      "hibernate.query.native.ignore_jdbc_parameters=false", "hibernate.order_updates=true",
      "hibernate.jdbc.use_get_generated_keys=false",
      "hibernate.connection.handling_mode=IMMEDIATE_ACQUISITION_AND_HOLD",
      "hibernate.type.preferred_boolean_jdbc_type=CHAR"})
  void the_users_settings_do_not_matter(String setting) {
    String[] parts = setting.split("=");
    factory.close();
    factory = factory(Map.of(parts[0], parts[1]));
    try (SessionStore store = store()) {
      Session session = store.set(Session.of(ID, Map.of("n", 1))).orElseThrow();
      store.save(session.with("n", 2));
      assertThat(store.get(ID)).map(found -> found.getLong("n", 0)).contains(2L);
      assertThat(store.destroy(ID)).isTrue();
    }
  }

  @Test
  void a_closed_factory_is_a_failure_of_the_store_and_the_store_never_closes_it() {
    store().close();
    assertThat(factory.isClosed()).isFalse();
    try (SessionStore store = store()) {
      factory.close();
      assertThatThrownBy(() -> store.get(ID)).isInstanceOf(SessionStoreException.class)
          .hasMessageContaining("nothing was changed").hasStackTraceContaining("The SessionFactory is closed");
      assertThatThrownBy(() -> store.create(Map.of())).isInstanceOf(SessionStoreException.class);
    }
  }

  @Test
  void a_query_of_the_users_sees_what_the_store_wrote() {
    try (SessionStore store = store()) {
      Session session = store.create(Map.of("user", "ada"));
      SessionEntity found = factory.fromSession(own -> own
          .createSelectionQuery("from SessionEntity s where s.expires > :now", SessionEntity.class)
          .setParameter("now", session.createdAt().toEpochMilli()).getSingleResult());
      assertThat(found.getData()).contains("\"user\":\"ada\"");
      assertThat(found.getSid()).isNotEqualTo(session.id().toString()).hasSize(43);
      assertThat(found.getCreatedAt()).isEqualTo(found.getUpdatedAt());
      assertThat(found.getMaxAge()).isNull();
      assertThat(found.toString()).doesNotContain(found.getSid(), "ada");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "update"})
  void the_schema_tool_accepts_the_table_that_the_store_made(String action) {
    DataSource empty = Places.database();
    try (SessionStore store = SessionStore.builder().createTable(true).table(HibernateSessionTable.on(empty)).open();
        SessionFactory own =
            Places.factory(empty, Map.of(AvailableSettings.HBM2DDL_AUTO, action), SessionEntity.class)) {
      store.create(Map.of());
      store.validateTable();
      List<String> keys = own.fromSession(session -> session
          .createSelectionQuery("select s.sid from SessionEntity s", String.class).getResultList());
      assertThat(keys).hasSize(1);
    }
  }

  @Test
  void the_store_accepts_the_table_that_the_schema_tool_made() {
    try (SessionStore store = SessionStore.builder().table(HibernateSessionTable.on(factory)).open()) {
      store.validateTable();
      store.create(Map.of());
      assertThat(store.length()).isEqualTo(1);
    }
  }
}
