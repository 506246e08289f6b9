package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.it.databases.DatabaseServer;
import dev.sessionstore.it.databases.ServerProduct;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database server stops and starts again while stores of all backends are open. */
@Tag("chance")
class OutageTest {

  private record Store(String backend, StatementProbe connections, SessionStore store, Session acknowledged) {}

  @ParameterizedTest
  @EnumSource(ServerProduct.class)
  void while_it_is_down_each_operation_says_so_and_once_it_is_back_the_next_call_works(ServerProduct product)
      throws SQLException {
    // ERR-1, LIFE-2
    try (DatabaseServer server = DatabaseServer.own(product); TestDatabase place = server.freshSchema()) {
      List<Store> stores = new ArrayList<>();
      for (String backend : List.of("jdbc", "hibernate", "mybatis", "ebean")) {
        // without a pool, whose recovery takes its own time
        StatementProbe connections =
            new StatementProbe(new DriverManagerDataSource(place.url(), place.user(), place.password()));
        SessionStore store = SessionStore.builder().dataSource(connections).backend(backend).createTable(true)
            .options(o -> o.checkExpirationInterval(Duration.ZERO).tableName("sessions_" + backend)).open();
        stores.add(new Store(backend, connections, store, store.create(Map.of("by", backend))));
      }
      SessionStore pooled = SessionStore.builder()
          .url(place.url())
          .credentials(place.user(), place.password())
          .backend("mybatis")
          .options(o -> o.checkExpirationInterval(Duration.ZERO).tableName("sessions_mybatis")).open();
      assertThat(pooled.length()).isEqualTo(1);
      server.stop();
      for (Store one : stores) {
        for (Map.Entry<String, ThrowingCallable> each : operations(one).entrySet()) {
          assertThatThrownBy(each.getValue()).as("%s by %s", each.getKey(), one.backend())
              .isInstanceOf(SessionStoreException.class)
              .hasCauseInstanceOf(Throwable.class);
          assertThat(one.connections().openConnections()).as("LIFE-2 after %s by %s", each.getKey(), one.backend())
              .isZero();
        }
      }
      server.start();
      for (Store one : stores) {
        Session found = one.store().get(one.acknowledged().id()).orElseThrow();
        assertThat(found.get("by")).isEqualTo(one.backend());
        assertThat(one.store().update(found.id(), s -> s.with("n", 1))).isPresent();
        assertThat(one.store().length()).isEqualTo(1);
        one.store().close();
      }
      assertThat(pooled.length()).as("by the store's own pool, whose connections all broke").isEqualTo(1);
      pooled.close();
    }
  }

  private static Map<String, ThrowingCallable> operations(Store one) {
    SessionStore store = one.store();
    Session copy = one.acknowledged();
    SessionId id = copy.id();
    Map<String, ThrowingCallable> all = new LinkedHashMap<>();
    all.put("create", () -> store.create(Map.of()));
    all.put("get", () -> store.get(id));
    all.put("set", () -> store.set(copy));
    all.put("save", () -> store.save(copy.with("a", 1)));
    all.put("update", () -> store.update(id, s -> s.with("a", 1)));
    all.put("touch", () -> store.touch(id));
    all.put("rotate", () -> store.rotate(copy));
    all.put("destroy", () -> store.destroy(id));
    all.put("length", store::length);
    all.put("clearExpired", store::clearExpired);
    return all;
  }
}
