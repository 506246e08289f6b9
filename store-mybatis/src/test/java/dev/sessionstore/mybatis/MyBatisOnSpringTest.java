package dev.sessionstore.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.spi.SessionTableFactory;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** TX on mybatis-spring, where the environment's own transactions join the caller's. */
class MyBatisOnSpringTest {

  private HikariDataSource pool;
  private DataSourceTransactionManager transactions;
  private TransactionTemplate transaction;

  @BeforeEach
  void prepare() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    pool = new HikariDataSource(config);
    Databases.run(pool, "create table note (text varchar(20))");
    transactions = new DataSourceTransactionManager(pool);
    transaction = new TransactionTemplate(transactions);
  }

  @AfterEach
  void closePool() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("LIFE-2").isZero();
    pool.close();
  }

  private static SessionStore open(SessionTableFactory table) {
    return SessionStore.builder().table(table).createTable(true).open();
  }

  private static SqlSessionFactory factory(DataSource dataSource) {
    Configuration configuration =
        new Configuration(new Environment("spring", new SpringManagedTransactionFactory(), dataSource));
    configuration.addMapper(Databases.NoteMapper.class);
    return new SqlSessionFactoryBuilder().build(configuration);
  }

  /**
   * In a transaction that writes a note, works with the store, and rolls back: the note goes, the
   * store's work stands.
   */
  private void staysOutside(SessionStore store, SqlSessionFactory factory) throws SQLException {
    Session before = store.create(Map.of());
    Session[] created = new Session[1];
    transaction.executeWithoutResult(status -> {
      new SqlSessionTemplate(factory).getMapper(Databases.NoteMapper.class).add("lost");
      created[0] = store.create(Map.of("user", "ada"));
      store.update(created[0].id(), session -> session.with("visits", 1));
      store.destroy(before.id());
      status.setRollbackOnly();
    });
    assertThat(store.get(created[0].id()).orElseThrow().getLong("visits", 0)).isEqualTo(1);
    assertThat(store.get(before.id())).isEmpty();
    assertThat(Databases.text(pool, "select count(*) from note")).isEqualTo("0");
  }

  @Test
  void operations_stay_outside_the_callers_transaction_on_a_factory_of_springs() throws Exception { // TX-1
    SqlSessionFactoryBean bean = new SqlSessionFactoryBean();
    bean.setDataSource(pool);
    SqlSessionFactory factory = bean.getObject();
    factory.getConfiguration().addMapper(Databases.NoteMapper.class);
    try (SessionStore store = open(MyBatisSessionTable.on(factory))) {
      staysOutside(store, factory);
    }
  }

  @Test
  void a_transaction_aware_proxy_is_passed_by() throws SQLException { // TX-3
    SqlSessionFactory factory = factory(new TransactionAwareDataSourceProxy(new TransactionAwareDataSourceProxy(pool)));
    try (SessionStore store = open(MyBatisSessionTable.on(factory))) {
      staysOutside(store, factory);
    }
  }

  @Test
  void a_store_opened_inside_a_transaction_leaves_it_alone() throws SQLException { // TX-3
    SqlSessionFactory factory = factory(new TransactionAwareDataSourceProxy(pool));
    transaction.executeWithoutResult(status -> {
      new SqlSessionTemplate(factory).getMapper(Databases.NoteMapper.class).add("kept");
      try (SessionStore store = open(MyBatisSessionTable.on(factory))) {
        assertThat(store.length()).isZero();
      }
    });
    assertThat(Databases.text(pool, "select count(*) from note")).isEqualTo("1");
  }

  @Test
  void a_proxy_that_cannot_be_seen_through_is_refused_inside_a_transaction_which_goes_on() throws SQLException { // TX-3
    SqlSessionFactory factory = factory(new DelegatingDataSource(new TransactionAwareDataSourceProxy(pool)));
    try (SessionStore store = open(MyBatisSessionTable.on(factory))) {
      transaction.executeWithoutResult(status -> {
        new SqlSessionTemplate(factory).getMapper(Databases.NoteMapper.class).add("kept");
        assertThatThrownBy(() -> store.create(Map.of())).hasStackTraceContaining("set the option transactionBoundary");
      });
      assertThat(store.length()).isZero();
    }
    assertThat(Databases.text(pool, "select count(*) from note")).isEqualTo("1");
  }

  @Test
  void a_proxy_that_cannot_be_seen_through_is_used_through_the_boundary() throws SQLException { // TX-3
    SqlSessionFactory factory = factory(new DelegatingDataSource(new TransactionAwareDataSourceProxy(pool)));
    TransactionTemplate suspended = new TransactionTemplate(transactions);
    suspended.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    TransactionBoundary boundary = new TransactionBoundary() {
      @Override
      public <T> T outside(Supplier<T> operation) {
        return suspended.execute(status -> operation.get());
      }
    };
    SessionStoreOptions options = SessionStoreOptions.builder().transactionBoundary(boundary).build();
    try (SessionStore store =
        SessionStore.builder().options(options).table(MyBatisSessionTable.on(factory)).createTable(true).open()) {
      staysOutside(store, factory);
    }
  }
}
