package dev.sessionstore.it.edgecases;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.ebean.EbeanSessionTable;
import dev.sessionstore.hibernate.HibernateSessionTable;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.mybatis.MyBatisSessionTable;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.StatementProbe.Counts;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** GET-8: the port's look-up of many keys, by each backend. */
class FindAllTest {

  static Stream<Arguments> everywhere() {
    return Stream.of(Database.H2_MEMORY, Database.POSTGRESQL, Database.MARIADB)
        .flatMap(
            database -> Stream.of("jdbc", "hibernate", "mybatis", "ebean")
                .map(backend -> Arguments.of(backend, database)));
  }

  private static SessionTableFactory on(String backend, DataSource dataSource) {
    return switch (backend) {
      case "hibernate" -> HibernateSessionTable.on(dataSource);
      case "jdbc" -> JdbcSessionTable.on(dataSource);
      case "mybatis" -> MyBatisSessionTable.on(dataSource);
      default -> EbeanSessionTable.on(dataSource);
    };
  }

  private static String key(int i) {
    return "Key-" + i;
  }

  /**
   * Each second key has a row; some of these expired long ago, and some have no idle time of their
   * own.
   */
  private static List<SessionRow> rows(int keys) {
    return IntStream.range(0, keys).filter(i -> i % 2 == 0).mapToObj(i -> new SessionRow(key(i), "{\"i\":" + i + "}",
        i % 4 == 0 ? 1 : Long.MAX_VALUE / 8 + i, i % 3 == 0 ? null : (Long) (long) i, Long.MIN_VALUE + i, i, i + 1,
        Map.of())).toList();
  }

  private static List<String> keys(int n) {
    return IntStream.range(0, n).mapToObj(FindAllTest::key).toList();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void one_statement_answers_the_rows_of_up_to_256_keys_the_dead_included_and_the_missing_left_out(String backend,
      Database database)
      throws SQLException {
    try (TestDatabase place = database.fresh(); HikariDataSource pool = place.newPool()) {
      StatementProbe probe = new StatementProbe(pool);
      try (SessionTable table = on(backend, probe).open(new TableDefinition("sessions", List.of()))) {
        table.createTable();
        rows(300).forEach(table::insert);
        for (int n : List.of(1, 2, 3, 100, 256)) {
          Counts before = probe.snapshot();
          assertThat(table.findAll(keys(n))).as("of %d keys", n).containsExactlyInAnyOrderElementsOf(rows(n));
          assertThat(probe.snapshot().since(before)).as("for %d keys", n).isEqualTo(new Counts(1, 0, 0, 1));
        }
        assertThat(table.findAll(keys(300))).as("of more than one statement takes")
            .containsExactlyInAnyOrderElementsOf(rows(300));
        assertThat(table.findAll(List.of())).isEmpty();
        assertThat(table.findAll(List.of("key-2", "KEY-2"))).as("compared exactly").isEmpty();
        assertThat(table.findAll(List.of(key(2), key(3), key(2), key(4), key(2)))).as("a key that stands twice")
            .hasSize(2);
      }
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("everywhere")
  void its_texts_are_few_and_constant(String backend, Database database) throws SQLException { // SQL-3
    try (TestDatabase place = database.fresh(); HikariDataSource pool = place.newPool()) {
      StatementProbe probe = new StatementProbe(pool);
      try (SessionTable table = on(backend, probe).open(new TableDefinition("sessions", List.of()))) {
        table.createTable();
        probe.reset();
        IntStream.rangeClosed(2, 256).forEach(n -> table.findAll(keys(n)));
        assertThat(probe.texts()).hasSize(255);
        assertThat(probe.texts().stream().distinct()).as("one for each power of two from 2 to 256").hasSize(8);
      }
    }
  }
}
