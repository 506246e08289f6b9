package dev.sessionstore.benchmarks;

import dev.sessionstore.Column;
import dev.sessionstore.IdHashing;
import dev.sessionstore.mybatis.MyBatisSessionTable;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.TableDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The table of our stores, which raw JDBC works on as well. */
final class SessionsTable {

  static final Column<String> USER =
      Column.string("username", 100, session -> (String) session.get("user")).withIndex();
  static final TableDefinition DEFINITION = new TableDefinition("sessions", List.of(USER.definition()));
  private static final long DEAD_FOR = Duration.ofDays(1).toMillis();

  private SessionsTable() {}

  /** Makes it; any backend would. */
  static void create(DataSource dataSource) {
    try (SessionTable table = MyBatisSessionTable.on(dataSource).open(DEFINITION)) {
      table.createTable();
    }
  }

  /** {@return the end of the n-th session, if it is dead: each at a time of its own, as in life} */
  static long expired(int number) {
    return System.currentTimeMillis() - DEAD_FOR - number * 37L % 3_600_000;
  }

  /** {@return how copies differ} */
  static List<CopiedTable> copies(IdHashing hashing, Payload payload) {
    return List.of(new CopiedTable("sessions", Map.of("sid", (n, row) -> hashing.key(Ids.of(n)), "username",
        (n, row) -> Ids.userOf(n), "data", (n, row) -> payload.json(Ids.userOf(n))),
        Map.of("expires", (n, row) -> expired(n))));
  }
}
