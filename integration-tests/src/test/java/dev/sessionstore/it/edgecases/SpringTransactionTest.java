package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A Spring transaction around a store on the application's own factory, and on DataSources that
 * enlist in it. MyBatis-Spring: see store-mybatis.
 */
class SpringTransactionTest {

  static Stream<Arguments> everywhere() {
    return CallersTransactionTest.everywhere();
  }

  /**
   * Writes a note and uses the store in a transaction, and rolls it back: the note is gone, the
   * store's work stays.
   */
  private static void staysOutside(SessionStore store, HikariDataSource pool) throws SQLException {
    Session before = store.create(Map.of());
    Session[] created = new Session[1];
    new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      jdbc.update("insert into note (text) values (?)", "lost");
      created[0] = store.create(Map.of("user", "ada"));
      store.update(created[0].id(), s -> s.with("visits", 1)).orElseThrow();
      store.destroy(before.id());
      assertThat(jdbc.queryForObject("select count(*) from note", Integer.class))
          .as("the caller's transaction is still its own")
          .isEqualTo(1);
      status.setRollbackOnly();
    });
    assertThat(store.get(created[0].id()).map(s -> s.getLong("visits", 0))).contains(1L);
    assertThat(store.get(before.id())).isEmpty();
    assertThat(CallersTransactionTest.count(pool)).isZero();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void on_the_application_s_factory_over_the_pool_that_spring_manages(String backend, Database database)
      throws SQLException {
    // TX-3
    try (TestDatabase place = database.fresh()) {
      HikariDataSource pool = place.newPool();
      CallersTransactionTest.run(pool, "create table note (text varchar(40))");
      try (Application application = Application.on(backend, pool);
          SessionStore store = SessionStore.builder().table(application.table()).createTable(true).open()) {
        staysOutside(store, pool);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "hibernate", "mybatis", "ebean"})
  void on_spring_s_transaction_aware_proxy(String backend) throws SQLException { // TX-3
    try (TestDatabase place = Database.POSTGRESQL.fresh()) {
      HikariDataSource pool = place.newPool();
      CallersTransactionTest.run(pool, "create table note (text varchar(40))");
      try (SessionStore store = SessionStore.builder()
          .dataSource(new TransactionAwareDataSourceProxy(pool))
          .backend(backend)
          .createTable(true)
          .open()) {
        staysOutside(store, pool);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "hibernate", "mybatis", "ebean"})
  void an_enlisting_data_source_that_cannot_be_seen_through_is_never_joined_in_silence(String backend)
      throws SQLException {
    // TX-3
    try (TestDatabase place = Database.POSTGRESQL.fresh()) {
      HikariDataSource pool = place.newPool();
      CallersTransactionTest.run(pool, "create table note (text varchar(40))");
      DataSource hidden = new DelegatingDataSource(new TransactionAwareDataSourceProxy(pool));
      TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
      try (Application application = Application.on(backend, hidden);
          SessionStore joined = SessionStore.builder().table(application.table()).createTable(true).open();
          SessionStore bounded = SessionStore.builder()
              .table(application.table())
              .options(o -> o.transactionBoundary(suspending(pool)))
              .open()) {
        transaction.executeWithoutResult(status -> {
          new JdbcTemplate(pool).update("insert into note (text) values (?)", "kept");
          assertThatThrownBy(() -> joined.create(Map.of())).isInstanceOf(SessionStoreException.class)
              .hasMessageContaining("set the option transactionBoundary");
        });
        assertThat(CallersTransactionTest.count(pool)).as("the caller's transaction went on").isEqualTo(1);
        CallersTransactionTest.run(pool, "delete from note");
        staysOutside(bounded, pool);
      }
    }
  }

  private static TransactionBoundary suspending(DataSource pool) {
    TransactionTemplate suspended = new TransactionTemplate(new DataSourceTransactionManager(pool));
    suspended.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    return new TransactionBoundary() {
      @Override
      public <T> T outside(Supplier<T> operation) {
        return suspended.execute(status -> operation.get());
      }
    };
  }
}
