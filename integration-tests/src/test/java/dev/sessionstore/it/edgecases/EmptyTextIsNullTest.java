package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.Column;
import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionStore;
import dev.sessionstore.StoredSession;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Databases that treat '' as null, so that nothing is greater than it and nothing differs from it.
 */
class EmptyTextIsNullTest {

  private static final Column<String> USER =
      Column.string("user_name", 40, s -> s.get("user", String.class).orElse(null));

  static Stream<Arguments> places() {
    return Stream.of("jdbc", "hibernate", "mybatis", "ebean").flatMap(backend -> Stream.of(
        Arguments.of(backend, Database.H2_MEMORY, ";MODE=Oracle"),
        Arguments.of(backend, Database.MARIADB, "?sessionVariables=sql_mode='EMPTY_STRING_IS_NULL'")));
  }

  @ParameterizedTest
  @MethodSource("places")
  // LIST-2, COL-4
  void lists_begin_before_the_first_key_and_a_log_out_everywhere_ends_all(String backend, Database database,
      String settings)
      throws SQLException {
    try (TestDatabase place = database.fresh();
        SessionStore store = SessionStore.builder()
            .dataSource(place.newPool(true, settings))
            .backend(backend)
            .createTable(true)
            .options(o -> o.columns(List.of(USER)).checkExpirationInterval(Duration.ZERO)).open()) {
      Session here = store.create(Map.of("user", "ada"));
      for (int i = 0; i < 4; i++) {
        store.create(Map.of("user", "ada"));
      }
      store.create(Map.of("user", "bob"));
      assertThat(walked(store)).as("all, in pages of two").hasSize(6).doesNotHaveDuplicates();
      assertThat(store.all(10, SessionHandle.of("")).items()).as("after a handle that names no row").hasSize(6);
      assertThat(store.findBy(USER, "ada", 10, null).items()).hasSize(5);
      assertThat(store.destroyBy(USER, "ada", here.id())).as("everywhere but here").isEqualTo(4);
      assertThat(store.destroyBy(USER, "ada", null)).as("here too").isEqualTo(1);
      assertThat(store.get(here.id())).isEmpty();
      assertThat(store.length()).isEqualTo(1);
    }
  }

  private static List<SessionHandle> walked(SessionStore store) {
    List<SessionHandle> seen = new ArrayList<>();
    @Nullable SessionHandle next = null;
    do {
      Page<StoredSession> page = store.all(2, next);
      page.items().forEach(item -> seen.add(item.handle()));
      next = page.next().orElse(null);
    } while (next != null);
    return seen;
  }
}
