package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A DataSource that sends read-only work to a replica, which is behind. */
class ReplicaTest {

  /** Routes as some pools and drivers do: by setReadOnly, which is called after the check-out. */
  private static final class Routing extends DelegatingDataSource {

    final AtomicInteger marked = new AtomicInteger();

    Routing(javax.sql.DataSource primary) {
      super(primary);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection) Proxy.newProxyInstance(Routing.class.getClassLoader(), new Class<?>[] {Connection.class},
          (self, method, arguments) -> {
            if (method.getName().equals("setReadOnly") && Boolean.TRUE.equals(arguments[0])) {
              marked.incrementAndGet();
              throw new SQLException("The replica has not caught up.", "58000");
            }
            try {
              return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "hibernate", "mybatis", "ebean"})
  void reads_go_to_the_primary_from_the_builder_s_data_source_and_from_the_application_s_factory(String backend)
      throws SQLException {
    // GET-7
    try (TestDatabase place = Database.H2_MEMORY.fresh()) {
      Routing routing = new Routing(place.newPool());
      try (Application application = Application.on(backend, routing);
          SessionStore plain = SessionStore.builder().dataSource(routing).backend(backend).createTable(true).open();
          SessionStore onFactory = SessionStore.builder().table(application.table()).open()) {
        Session written = plain.create(Map.of("n", 1));
        for (SessionStore store : new SessionStore[] {plain, onFactory}) {
          assertThat(store.get(written.id())).isPresent();
          assertThat(store.all(10, null).items()).hasSize(1);
          assertThat(store.length()).isEqualTo(1);
          assertThat(store.update(written.id(), s -> s.with("n", s.getLong("n", 0) + 1))).isPresent();
        }
        assertThat(routing.marked).hasValue(0);
      }
    }
  }
}
