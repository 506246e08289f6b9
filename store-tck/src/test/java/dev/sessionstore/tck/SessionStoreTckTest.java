package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStore;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.rules.Capability;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/**
 * What the kit says of harnesses, right and wrong. The nested classes are run by {@link KitRun}
 * alone.
 */
class SessionStoreTckTest {

  static class CountsTheDead extends SessionStoreTck {
    private final InMemorySessionTable storage = new InMemorySessionTable();

    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return prepared.table(definition -> new ForwardingSessionTable(storage) {
        @Override
        public long count(long now) {
          return table.count(Long.MIN_VALUE);
        }
      }).open();
    }
  }

  static class ThrowsOnCount extends SessionStoreTck {
    private final InMemorySessionTable storage = new InMemorySessionTable();

    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return prepared.table(definition -> new ForwardingSessionTable(storage) {
        @Override
        public long count(long now) {
          throw new UnsupportedOperationException("no counting here");
        }
      }).open();
    }
  }

  /** Rows in memory, but a connection taken for each touch and never given back. */
  static class Leaks extends SessionStoreTck {
    private final InMemorySessionTable storage = new InMemorySessionTable();
    private final Queue<Connection> kept = new ConcurrentLinkedQueue<>(); // rules race

    @Override
    protected Optional<DataSource> database() {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setUrl("jdbc:h2:mem:");
      return Optional.of(h2);
    }

    @Override
    protected Set<Capability> capabilities() {
      return EnumSet.noneOf(Capability.class);
    }

    @Override
    protected SessionStore open(SessionStore.Builder prepared) {
      return prepared.table(definition -> new ForwardingSessionTable(storage) {
        @Override
        public boolean touch(String key, ExpiryTerms terms) {
          try {
            leave(dataSource().getConnection());
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          return table.touch(key, terms);
        }
      }).open();
    }

    void leave(Connection connection) throws SQLException {
      kept.add(connection);
    }
  }

  static class LeavesTransactions extends Leaks {
    @Override
    void leave(Connection connection) throws SQLException {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table left_behind (a int)");
      }
      connection.close();
    }
  }

  static class DeclaresWhatItLacks extends InMemoryTckTest {
    @Override
    protected Set<Capability> capabilities() {
      return EnumSet.of(Capability.SQL);
    }
  }

  static class Speaks extends InMemoryTckTest {
    @Test
    void the_kit_hears_standard_error() {
      System.err.println("a word");
      assertThat(kit().logged()).contains("a word");
      kit().store().create(Map.of());
    }
  }

  static class BreaksNothing extends Leaks {
    @Test
    void a_failure_that_never_strikes() {
      kit().probe().failNext(StatementProbe.writes(), () -> new SQLException("never"), StatementProbe.When.BEFORE);
      kit().store().create(Map.of());
    }

    @Override
    void leave(Connection connection) throws SQLException {
      connection.close();
    }
  }

  @Test
  void a_wrong_store_breaks_its_own_rule_and_no_other() {
    KitRun run = KitRun.of(CountsTheDead.class);
    assertThat(run.brokenRules()).containsExactly("LIST-1");
    assertThat(run.failures()).containsOnlyKeys("only_live_sessions_are_counted_and_listed");
  }

  @Test
  void a_failure_starts_with_the_rule_and_keeps_values_cause_and_place() {
    Throwable failure = KitRun.of(CountsTheDead.class).failures().get("only_live_sessions_are_counted_and_listed");
    assertThat(failure).hasMessageStartingWith("LIST-1: Only live sessions are counted and listed;")
        .hasMessageContaining("\n==> LIST-1: the dead are not counted")
        .isInstanceOfSatisfying(AssertionFailedError.class, values -> {
          assertThat(values.getExpected().getValue()).isEqualTo(1L);
          assertThat(values.getActual().getValue()).isEqualTo(2L);
        }).hasCauseInstanceOf(AssertionFailedError.class);
    assertThat(failure.getStackTrace()).isEqualTo(failure.getCause().getStackTrace());
  }

  @Test
  void an_exception_of_the_store_is_told_the_same_way() {
    Throwable failure = KitRun.of(ThrowsOnCount.class).failures().get("only_live_sessions_are_counted_and_listed");
    assertThat(failure).hasMessageStartingWith("LIST-1: ").hasMessageContaining("\n==> dev.sessionstore.")
        .hasRootCauseInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void what_a_harness_does_not_declare_is_skipped_with_a_sentence() {
    KitRun run = KitRun.of(InMemoryTckTest.class);
    assertThat(run.failures()).isEmpty();
    assertThat(run.skips()).containsEntry("a_malformed_id_sends_no_sql",
        "ID-2 needs SQL (an SQL database the kit can watch), which this harness does"
            + " not declare. To have it proved, override database() and open the store on dataSource().");
    assertThat(run.skips()).containsKeys("making_the_table_twice_changes_nothing",
        "no_operation_wipes_a_column_the_store_does_not_know");
    assertThat(run.passed()).isGreaterThan(40);
  }

  @Test
  void what_depends_on_chance_can_be_left_out() {
    KitRun run = KitRun.withoutChance(InMemoryTckTest.class);
    assertThat(run.failures()).isEmpty();
    assertThat(run.skips()).containsKeys("concurrent_updates_lose_nothing",
        "any_number_of_callers_may_set_one_new_id_at_once");
    assertThat(run.skips().get("concurrent_updates_lose_nothing")).contains("UPDATE-1",
        "sessionstore.tck.stochastic is off");
  }

  @Test
  void what_a_harness_declares_has_to_work() {
    assertThat(KitRun.of(DeclaresWhatItLacks.class).failures().get("a_malformed_id_sends_no_sql"))
        .hasMessageContaining("This harness has no SQL database; override database()");
  }

  @Test
  void a_connection_left_open_fails_the_test_that_left_it() {
    KitRun run = KitRun.of(Leaks.class);
    assertThat(run.brokenRules()).containsExactly("LIFE-2");
    assertThat(run.failures()).containsKey("touch_slides_a_live_session").doesNotContainKey("ids_compare_exactly");
    assertThat(run.failures().get("touch_slides_a_live_session"))
        .hasMessageContaining("\n==> connections still open after the test: 1\nlook at: ");
  }

  @Test
  void a_transaction_left_open_fails_the_test_that_left_it() {
    KitRun run = KitRun.of(LeavesTransactions.class);
    assertThat(run.brokenRules()).containsExactly("LIFE-2");
    assertThat(run.failures().get("touch_slides_a_live_session"))
        .hasMessageContaining("neither committed nor rolled back, after: create table left_behind");
  }

  @Test
  void outside_a_test_there_is_no_kit() {
    assertThatThrownBy(new Leaks()::dataSource).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within a test run by JUnit");
  }

  @Test
  void a_harness_may_add_tests_of_its_own_and_standard_error_is_put_back() {
    PrintStream before = System.err;
    KitRun run = KitRun.of(Speaks.class);
    assertThat(run.failures()).isEmpty();
    assertThat(run.passed()).isEqualTo(KitRun.of(InMemoryTckTest.class).passed() + 1);
    assertThat(System.err).isSameAs(before);
  }

  @Test
  void a_failure_that_never_strikes_fails_its_test() {
    KitRun run = KitRun.of(BreaksNothing.class);
    assertThat(run.failures()).containsOnlyKeys("a_failure_that_never_strikes");
    assertThat(run.failures().get("a_failure_that_never_strikes")).hasMessageContaining("never happened");
  }
}
