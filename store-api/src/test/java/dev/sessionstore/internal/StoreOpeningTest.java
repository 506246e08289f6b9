package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreOpeningTest {

  private record Named(String name) implements SessionBackend {
    @Override
    public SessionTableFactory on(DataSource dataSource) {
      return new InMemorySessionTable().factory();
    }

    @Override
    public SessionTableFactory at(String url, @Nullable String user, @Nullable String password) {
      return new InMemorySessionTable().factory();
    }
  }

  @Test
  void a_url_is_the_backend_s_to_open_and_to_close() {
    assertThatThrownBy(() -> SessionStore.builder().url("jdbc:h2:mem:a").credentials("ada", "secret").open())
        .isInstanceOf(SessionStoreException.class)
        .hasMessageContaining("while the store was opened")
        .hasRootCauseMessage("ada is not let in.");
  }

  @Test
  void no_place_and_several_places_are_refused() {
    assertThatThrownBy(() -> SessionStore.builder().open()).isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("url", "dataSource", "table", "sessionstore.url");
    assertThatThrownBy(() -> SessionStore.builder().url("jdbc:h2:mem:a").dataSource(new JdbcDataSource()).open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("just one");
  }

  @Test
  void credentials_or_backend_that_nothing_would_use_are_refused() {
    assertThatThrownBy(
        () -> SessionStore.builder().dataSource(new JdbcDataSource()).credentials("sa", "hunter2").open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without a url").hasMessageNotContaining("hunter2");
    assertThatThrownBy(
        () -> SessionStore.builder().table(new InMemorySessionTable().factory()).backend("rowless").open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("leave one out");
  }

  @Test
  void with_one_backend_there_nothing_need_be_chosen() {
    assertThat(StoreOpening.choose(List.of(new Named("hibernate")), null).name()).isEqualTo("hibernate");
  }

  @Test
  void without_a_backend_the_refusal_names_an_artifact() {
    assertThatThrownBy(() -> StoreOpening.choose(List.of(), null)).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("store-hibernate");
  }

  @Test
  void several_backends_and_no_choice_list_what_was_found_and_both_ways_to_choose() { // SWAP-2
    assertThatThrownBy(() -> StoreOpening.choose(List.of(new Named("hibernate"), new Named("ebean")), null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ebean, hibernate").hasMessageContaining("backend(\"hibernate\")")
        .hasMessageContaining("sessionstore.backend=hibernate");
  }

  @Test
  void an_unknown_choice_lists_what_was_found() {
    assertThatThrownBy(() -> SessionStore.builder().url("jdbc:h2:mem:a").backend("jooq").open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("jooq")
        .hasMessageContaining("found: rowless")
        .hasMessageContaining("sessionstore.backend=rowless");
  }

  @Test
  void one_name_twice_is_not_chosen_at_random() {
    assertThatThrownBy(() -> StoreOpening.choose(List.of(new Named("ebean"), new Named("ebean")), "ebean"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("all but one");
  }

  @Test
  void a_table_that_cannot_be_made_is_closed() {
    AtomicInteger closed = new AtomicInteger();
    SessionTable broken = (SessionTable) Proxy.newProxyInstance(SessionTable.class.getClassLoader(),
        new Class<?>[] {SessionTable.class}, (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            return closed.incrementAndGet() > 99;
          }
          if (method.getName().equals("name")) {
            return "broken";
          }
          throw new IllegalStateException("no " + method.getName());
        });
    assertThatThrownBy(() -> SessionStore.builder().table(definition -> broken).createTable(true).open())
        .isInstanceOf(SessionStoreException.class);
    assertThat(closed).hasValue(1);
  }
}
