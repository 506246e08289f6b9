package dev.sessionstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.tck.probe.StatementProbe;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Raw JDBC runs the stores' own statements: were its texts others, the ratio to it would say
 * nothing.
 */
class RawTableTest {

  @Test
  void its_texts_are_those_of_a_backend() throws Exception {
    try (Arena arena = Arena.open(Entrant.RAW, Product.H2, new Payload(200), 2, 1)) {
      StatementProbe probe = new StatementProbe(arena.dataSource());
      try (SessionTable table = Comparison.table(Entrant.MYBATIS, probe).open(SessionsTable.DEFINITION)) {
        SessionRow row = new SessionRow("k", "{}", 2, null, 1, 1, 1, Map.of("username", "ada"));
        probe.reset();
        table.find("k");
        table.insert(row);
        table.update("k", 1, 1, row, true);
        table.touch("k", new ExpiryTerms(1, 1, 1, 1));
        table.page("username", "ada", null, 1, 1);
        table.delete("k");
      }
      assertThat(probe.texts()).containsExactly(RawTable.FIND, RawTable.INSERT, RawTable.UPDATE, RawTable.TOUCH,
          RawTable.PAGE_BY, RawTable.DELETE);
    }
  }
}
