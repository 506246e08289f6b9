package dev.sessionstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.tck.probe.StatementProbe;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that raw JDBC runs the stores' own statements; with others the ratio to it would mean
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

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = {"HIBERNATE", "MYBATIS", "EBEAN"})
  void an_orms_ordinary_way_runs_the_same_writes_and_finds_what_they_wrote(Entrant orm) throws Exception {
    try (Arena arena = Arena.open(Entrant.RAW, Product.H2, new Payload(200), 2, 1)) {
      StatementProbe probe = new StatementProbe(arena.dataSource());
      try (PlainTable table = Comparison.ordinary(orm, probe)) {
        SessionRow row = new SessionRow("k", "{}", 2, 7L, 1, 1, 1, Map.of("username", "ada"));
        probe.reset();
        table.insert(row);
        assertThat(table.update("k", 1, 1, row)).isTrue();
        assertThat(table.touch("k", 1, 1, 9, 9)).isTrue();
        SessionRow found = table.find("k");
        assertThat(found).isNotNull();
        assertThat(found.expires()).isEqualTo(8);
        assertThat(found.maxAge()).isEqualTo(7);
        assertThat(table.delete("k")).isTrue();
      }
      assertThat(probe.texts()).contains(RawTable.INSERT, RawTable.UPDATE, RawTable.TOUCH, RawTable.DELETE)
          .hasSize(5);
    }
  }
}
