package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.Column;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pool of a single connection, and code of the application that calls the store from each place
 * where the store calls it.
 */
@Tag("chance")
class PoolOfOneTest {

  private final AtomicReference<SessionStore> store = new AtomicReference<>();
  private final AtomicInteger calls = new AtomicInteger();

  /** Uses the store's one connection; a held one would make this wait until the pool gives up. */
  private void useTheStore() {
    SessionStore open = store.get();
    if (open != null) {
      open.length();
      calls.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "hibernate", "mybatis", "ebean"})
  void one_connection_is_enough_even_if_every_function_of_the_applications_uses_the_store(String backend)
      throws SQLException {
    // LIFE-2
    SessionCodec codec = new SessionCodec() {
      private final SessionCodec json = SessionCodec.json();

      @Override
      public String encode(SessionDocument document) {
        useTheStore();
        return json.encode(document);
      }

      @Override
      public SessionDocument decode(String data) {
        useTheStore();
        return json.decode(data);
      }
    };
    SessionListener listener = new SessionListener() {
      @Override
      public void created(SessionHandle handle) {
        useTheStore();
      }

      @Override
      public void saved(SessionHandle handle) {
        useTheStore();
      }

      @Override
      public void rotated(SessionHandle before, SessionHandle after) {
        useTheStore();
      }
    };
    Column<String> column = Column.string("user_name", 40, s -> {
      useTheStore();
      return "ada";
    });
    try (TestDatabase place = Database.H2_MEMORY.fresh()) {
      HikariDataSource pool = place.newPool();
      pool.setMaximumPoolSize(1);
      pool.setConnectionTimeout(60_000); // never enough if the connection is held
      try (SessionStore open = SessionStore.builder()
          .dataSource(pool)
          .backend(backend)
          .createTable(true)
          .options(o -> o.codec(codec)
              .listener(listener)
              .columns(List.of(column)).idHashing(id -> {
                useTheStore();
                return id;
              }).idGenerator(() -> {
                useTheStore();
                return UUID.randomUUID().toString();
              }))
          .open()) {
        store.set(open);
        Session session = open.create(Map.of());
        open.update(session.id(), s -> {
          open.create(Map.of()); // a whole operation inside another
          useTheStore();
          return s.with("n", 1);
        }).orElseThrow();
        Session moved = open.rotate(session.id(), s -> {
          useTheStore();
          return s.with("n", 2);
        }).orElseThrow();
        open.save(moved.with("n", 3)).session().orElseThrow();
        open.set(moved).orElseThrow();
        assertThat(open.get(moved.id())).isPresent();
        assertThat(open.findBy(column, "ada", 10, null).items()).hasSize(2);
        assertThat(calls.get()).isGreaterThan(20);
        store.set(null);
      }
    }
  }
}
