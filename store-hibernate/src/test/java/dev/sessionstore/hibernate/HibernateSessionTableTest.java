package dev.sessionstore.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.spi.SessionTableFactory;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;
import org.junit.jupiter.api.Test;

/** How the table is opened: which one it is, and what is refused with which sentence. */
class HibernateSessionTableTest {

  private static final SessionId ID = SessionId.of("an-id-of-somebody");

  private final DataSource database = Places.database();

  /** Its table's name depends on the naming strategy. */
  @Entity(name = "AppSession")
  static class AppSession extends MappedSession {}

  @Entity
  @Table(name = "sessions")
  @AttributeOverride(name = "maxAge", column = @Column(name = "idle"))
  static class RenamedColumn extends MappedSession {}

  @Entity
  @Table(name = "\"app sessions\"")
  static class OddTable extends MappedSession {}

  @Entity
  static class Special extends AppSession {}

  @Entity
  static class TenantSession extends MappedSession {
    @TenantId
    String tenant = "";
  }

  static final class OneTenant implements CurrentTenantIdentifierResolver<String> {
    @Override
    public String resolveCurrentTenantIdentifier() {
      return "one";
    }

    @Override
    public boolean validateExistingCurrentSessions() {
      return false;
    }
  }

  static final class OneDatabase extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {
    private static final long serialVersionUID = 1L;
    private final transient DataSource database;

    OneDatabase(DataSource database) {
      this.database = database;
    }

    @Override
    protected DataSource selectAnyDataSource() {
      return database;
    }

    @Override
    protected DataSource selectDataSource(String tenant) {
      return database;
    }
  }

  private static SessionStore.Builder store(SessionTableFactory table) {
    return SessionStore.builder().createTable(true).table(table);
  }

  private int rows(String table) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select count(*) from " + table)) {
      found.next();
      return found.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) {
    try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refused(String sentence, Map<String, Object> settings, Class<? extends MappedSession> entity,
      Class<?>... mapped) {
    try (SessionFactory factory = Places.factory(database, settings, mapped)) {
      assertThatThrownBy(() -> store(HibernateSessionTable.on(factory, entity)).open())
          .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
      assertThat(factory.isClosed()).isFalse();
    }
  }

  @Test
  void on_a_datasource_the_option_names_table_and_schema() {
    run("create schema app");
    try (SessionStore store =
        store(HibernateSessionTable.on(database)).options(o -> o.tableName("app.web_sessions")).open()) {
      store.set(Session.of(ID, Map.of("n", 1)));
      assertThat(store.get(ID)).isPresent();
    }
    assertThat(rows("app.web_sessions")).isEqualTo(1);
  }

  @Test
  void on_the_users_factory_the_mapping_names_the_table() {
    try (SessionFactory factory = Places.factory(database,
        Map.of(AvailableSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class),
        AppSession.class);
        SessionStore store =
            store(HibernateSessionTable.on(factory, AppSession.class)).options(o -> o.tableName("left_aside")).open()) {
      store.set(Session.of(ID, Map.of("n", 1)));
      assertThat(store.get(ID)).isPresent();
      assertThat(rows("app_session")).isEqualTo(1);
    }
  }

  @Test
  void a_default_schema_of_the_users_factory_counts() {
    run("create schema app");
    try (
        SessionFactory factory =
            Places.factory(database, Map.of(AvailableSettings.DEFAULT_SCHEMA, "app"), SessionEntity.class);
        SessionStore store = store(HibernateSessionTable.on(factory)).open()) {
      store.set(Session.of(ID, Map.of("n", 1)));
      assertThat(store.get(ID)).isPresent();
      assertThat(rows("app.sessions")).isEqualTo(1);
    }
  }

  @Test
  void an_unknown_entity_is_named_when_the_store_opens() {
    refused("does not map dev.sessionstore.hibernate.SessionEntity", Map.of(), SessionEntity.class, Account.class);
    refused("does not map dev.sessionstore.hibernate.WebSession", Map.of(), WebSession.class, SessionEntity.class);
    refused("does not map dev.sessionstore.hibernate.MappedSession", Map.of(), MappedSession.class,
        SessionEntity.class);
  }

  @Test
  void a_column_of_another_name_is_refused() {
    refused("maps maxAge to the column idle", Map.of(), RenamedColumn.class, RenamedColumn.class);
  }

  @Test
  void a_table_that_is_no_plain_name_is_refused() {
    refused("table name) (\"app sessions\") is not a plain SQL name", Map.of(), OddTable.class, OddTable.class);
  }

  @Test
  void a_hierarchy_is_refused() {
    refused("is part of a hierarchy", Map.of(), AppSession.class, AppSession.class, Special.class);
    refused("is part of a hierarchy", Map.of(), Special.class, AppSession.class, Special.class);
  }

  @Test
  void a_multi_tenant_factory_is_refused() {
    refused("The SessionFactory is multi-tenant",
        Map.of(AvailableSettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new OneTenant()), SessionEntity.class,
        SessionEntity.class);
    refused("The SessionFactory is multi-tenant", Map.of(), TenantSession.class, TenantSession.class);
    refused("The SessionFactory is multi-tenant",
        Map.of(AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER, new OneDatabase(database)), SessionEntity.class,
        SessionEntity.class);
  }
}
