package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** COL-5: an application's own entity and the columns that the store does not know. */
class UsersEntityTest {

  private static final SessionId ID = SessionId.of("an-id-of-somebody");

  private HikariDataSource pool;
  private SessionFactory factory;
  private SessionStore store;
  private Supplier<WebSession> fresh = () -> new WebSession("acme");

  @BeforeEach
  void openStore() {
    pool = Places.pool("jdbc:h2:mem:" + UUID.randomUUID());
    factory = Places.factory(pool, Map.of(AvailableSettings.HBM2DDL_AUTO, "create"), WebSession.class, Account.class);
    store = SessionStore.builder().table(HibernateSessionTable.on(factory, WebSession.class, () -> fresh.get())).open();
  }

  @AfterEach
  void closeStore() {
    store.close();
    factory.close();
    pool.close();
  }

  private WebSession only() {
    return factory
        .fromSession(session -> session.createSelectionQuery("from WebSession", WebSession.class).getSingleResult());
  }

  private void byHand(Consumer<WebSession> change) {
    factory.inTransaction(
        session -> change.accept(session.createSelectionQuery("from WebSession", WebSession.class).getSingleResult()));
  }

  @Test
  void a_new_row_holds_what_the_users_new_instance_holds() {
    fresh = () -> {
      WebSession session = new WebSession("acme");
      session.plan = WebSession.Plan.PAID;
      session.zone = ZoneId.of("Europe/Oslo");
      return session;
    };
    store.create(Map.of());
    assertThat(only().tenant).isEqualTo("acme");
    assertThat(only().plan).isEqualTo(WebSession.Plan.PAID);
    assertThat(only().zone).isEqualTo(ZoneId.of("Europe/Oslo"));
    assertThat(only().note).isNull();
    assertThat(only().account).isNull();
  }

  @Test
  void without_a_supplier_the_entitys_constructor_fills_a_new_row() {
    try (
        SessionStore plain = SessionStore.builder().table(HibernateSessionTable.on(factory, WebSession.class)).open()) {
      plain.set(Session.of(ID, Map.of()));
    }
    assertThat(only().tenant).isEqualTo("nobody");
  }

  @Test
  void an_attribute_that_is_not_insertable_is_left_to_the_database() {
    store.create(Map.of());
    assertThat(only().origin).isEqualTo("web");
  }

  @Test
  void no_operation_wipes_the_users_columns() {
    Session session = store.set(Session.of(ID, Map.of("n", 0))).orElseThrow();
    byHand(row -> {
      row.note = "mine";
      row.plan = WebSession.Plan.PAID;
    });
    fresh = () -> new WebSession("other");
    session = store.save(session.with("n", 1)).session().orElseThrow();
    store.update(ID, current -> current.with("n", 2));
    store.touch(ID);
    store.set(Session.of(ID, Map.of("n", 3)));
    store.rotate(ID);
    assertThat(only().note).isEqualTo("mine");
    assertThat(only().plan).isEqualTo(WebSession.Plan.PAID);
    assertThat(only().tenant).isEqualTo("acme");
    assertThat(only().getData()).contains("3");
  }

  @Test
  void what_the_user_flushes_never_takes_back_what_the_store_wrote() {
    store.set(Session.of(ID, Map.of("n", 0)));
    byHand(row -> {
      store.update(ID, current -> current.with("n", 1));
      row.note = "mine";
    });
    assertThat(store.get(ID)).map(session -> session.getLong("n", -1)).contains(1L);
    assertThat(only().note).isEqualTo("mine");
  }

  @Test
  void the_supplier_is_asked_with_no_connection_held() {
    List<Integer> held = new ArrayList<>();
    fresh = () -> {
      held.add(pool.getHikariPoolMXBean().getActiveConnections());
      return new WebSession("acme");
    };
    store.create(Map.of());
    store.set(Session.of(ID, Map.of()));
    assertThat(held).containsExactly(0, 0);
  }

  @Test
  void what_the_supplier_throws_is_the_cause_and_nothing_is_written() {
    fresh = () -> {
      throw new IllegalStateException("no tenant here");
    };
    assertThatThrownBy(() -> store.create(Map.of())).isInstanceOf(SessionStoreException.class)
        .hasRootCauseMessage("no tenant here");
    fresh = () -> null;
    assertThatThrownBy(() -> store.create(Map.of())).rootCause()
        .hasMessageContaining("supplier of new WebSession instances returned null");
    assertThat(store.length()).isZero();
  }

  @Test
  void reading_runs_no_constructor_of_the_users() {
    Session session = store.create(Map.of());
    WebSession.made.set(0);
    assertThat(store.get(session.id())).isPresent();
    assertThat(store.all(10, null).items()).hasSize(1);
    assertThat(WebSession.made).hasValue(0);
  }
}
