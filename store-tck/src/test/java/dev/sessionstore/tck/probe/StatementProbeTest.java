package dev.sessionstore.tck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sessionstore.tck.probe.StatementProbe.Counts;
import dev.sessionstore.tck.probe.StatementProbe.When;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The probe counts, holds and breaks what passes, and nothing else. */
class StatementProbeTest {

  private final JdbcDataSource h2 = new JdbcDataSource();
  private final StatementProbe probe = new StatementProbe(h2);

  private @Nullable Connection keepsTheDatabase;

  @BeforeEach
  void makeTable() throws SQLException {
    h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
    keepsTheDatabase = h2.getConnection();
    run("create table t (a int primary key)");
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    if (keepsTheDatabase != null) {
      keepsTheDatabase.close();
    }
  }

  private void insert(int a) throws SQLException {
    try (Connection connection = probe.getConnection();
        PreparedStatement statement = connection.prepareStatement("insert into t values (?)")) {
      statement.setInt(1, a);
      statement.executeUpdate();
    }
  }

  /** On a connection that the probe does not see. */
  private void run(String sql) throws SQLException {
    try (Connection connection = h2.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** On a connection that the probe does not see. */
  private int count() throws SQLException {
    try (Connection connection = h2.getConnection();
        Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery("select count(*) from t")) {
      counted.next();
      return counted.getInt(1);
    }
  }

  private static <T> FutureTask<T> start(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "probed");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  @Test
  void it_counts_statements_commits_rollbacks_and_check_outs() throws SQLException {
    insert(1);
    try (Connection connection = probe.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.addBatch("insert into t values (2)");
        statement.addBatch("insert into t values (3)");
        statement.executeBatch();
        connection.rollback();
        statement.execute("insert into t values (4)");
        connection.commit();
      }
      assertThat(probe.openConnections()).isOne();
    }
    assertThat(probe.snapshot()).isEqualTo(new Counts(3, 1, 1, 2));
    assertThat(probe.snapshot().since(new Counts(1, 0, 0, 1))).isEqualTo(new Counts(2, 1, 1, 1));
    assertThat(probe.texts()).containsExactly("insert into t values (?)",
        "insert into t values (2); insert into t values (3)", "insert into t values (4)");
    assertThat(probe.autoCommitCalls()).containsExactly(false);
    assertThat(probe.openConnections()).isZero();
    assertThat(probe.mostOpenConnections()).isOne();
    assertThat(probe.abandonedTransactions()).isEmpty();
    probe.reset();
    assertThat(probe.snapshot()).isEqualTo(new Counts(0, 0, 0, 0));
    assertThat(probe.texts()).isEmpty();
  }

  @Test
  void a_connection_closed_twice_is_given_back_once() throws SQLException {
    Connection connection = probe.getConnection();
    connection.close();
    connection.close();
    assertThat(probe.openConnections()).isZero();
  }

  @Test
  void a_transaction_neither_committed_nor_rolled_back_is_noticed() throws SQLException {
    try (Connection connection = probe.getConnection(); Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into t values (1)");
    }
    assertThat(probe.abandonedTransactions()).containsExactly("insert into t values (1)");
  }

  @Test
  void nobody_slips_past_it_by_accident() throws SQLException {
    assertThat(probe.unwrap(DataSource.class)).isSameAs(probe);
    assertThat(probe.unwrap(JdbcDataSource.class)).isSameAs(h2);
    try (Connection connection = probe.getConnection(); Statement statement = connection.createStatement()) {
      assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
      assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
      assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
      assertThat(statement.getConnection()).isSameAs(connection);
      assertThat(connection).isEqualTo(connection)
          .isNotEqualTo(connection.unwrap(JdbcConnection.class))
          .hasSameHashCodeAs(connection);
    }
  }

  @Test
  void the_driver_s_exception_comes_out_as_it_was() throws SQLException {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("23505");
  }

  @Test
  void a_gate_holds_the_first_match_and_lets_others_pass() throws Exception {
    try (Gate gate = probe.hold(StatementProbe.writes())) {
      assertThat(gate.wasReached()).isFalse();
      FutureTask<Boolean> held = start(() -> {
        insert(1);
        return true;
      });
      gate.awaitHeld();
      assertThat(count()).as("the database has not seen it").isZero();
      insert(2);
      assertThat(count()).isOne();
      gate.release();
      assertThat(held.get()).isTrue();
      assertThat(count()).isEqualTo(2);
    }
  }

  @Test
  void a_failure_before_leaves_the_database_untouched_and_strikes_once() throws SQLException {
    probe.failNext(StatementProbe.writes(), () -> new SQLException("deadlock", "40001"), When.BEFORE);
    assertThatThrownBy(() -> insert(1)).hasMessage("deadlock");
    assertThat(count()).isZero();
    insert(1);
    assertThat(count()).isOne();
  }

  @Test
  void a_lasting_failure_strikes_each_matching_statement_until_the_probe_is_reset() throws SQLException {
    probe.failEach(StatementProbe.writes(), () -> new SQLException("deadlock", "40001"));
    assertThatThrownBy(() -> insert(1)).hasMessage("deadlock");
    assertThatThrownBy(() -> insert(1)).hasMessage("deadlock");
    assertThat(count()).isZero();

    probe.reset();

    insert(1);
    assertThat(count()).isOne();
  }

  @Test
  void a_connection_lost_after_the_server_has_acted_keeps_what_was_committed() throws SQLException {
    probe.failNext(StatementProbe.writes(), () -> new SQLException("lost", "08006"), When.AFTER);
    try (Connection connection = probe.getConnection(); Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("insert into t values (1)")).hasMessage("lost");
      assertThatThrownBy(() -> statement.execute("select 1")).extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("08003");
      assertThatThrownBy(connection::createStatement).hasMessageContaining("The kit has ended this connection");
      assertThat(connection.isValid(1)).isFalse();
    }
    assertThat(count()).isOne();
    assertThat(probe.openConnections()).isZero();
    insert(2);
  }

  private void hangs(When when, SQLException timeout, int before, int after) throws Exception {
    try (Gate gate = probe.hangNext(StatementProbe.writes(), () -> timeout, when)) {
      FutureTask<SQLException> hanging = start(() -> {
        try (Connection connection = probe.getConnection(); Statement statement = connection.createStatement()) {
          SQLException thrown =
              catchThrowableOfType(SQLException.class, () -> statement.execute("insert into t values (1)"));
          assertThat(connection.isValid(1)).as("lives").isEqualTo(timeout.getSQLState() == null);
          return thrown;
        }
      });
      gate.awaitHeld();
      assertThat(probe.openConnections()).isOne();
      assertThat(count()).isEqualTo(before);
      insert(2);
      assertThat(probe.openConnections()).as("it hangs still").isOne();
      gate.release();
      assertThat((Throwable) hanging.get()).isSameAs(timeout);
      assertThat(count()).isEqualTo(after);
      run("delete from t");
    }
  }

  @Test
  void a_statement_that_hangs_fails_when_its_gate_opens_and_the_database_has_acted_or_not() throws Exception {
    for (SQLException timeout : List.of(new SQLTimeoutException("too long"), new SQLException("no answer", "08006"))) {
      hangs(When.BEFORE, timeout, 0, 1);
      hangs(When.AFTER, timeout, 1, 2);
    }
    assertThat(probe.openConnections()).isZero();
    insert(3);
  }

  @Test
  void the_nth_of_a_kind_can_be_meant() throws SQLException {
    probe.failNext(StatementProbe.nth(2, StatementProbe.writes()), () -> new SQLException("the second"), When.BEFORE);
    insert(1);
    assertThat(count()).isOne();
    assertThatThrownBy(() -> insert(2)).hasMessage("the second");
    insert(3);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void a_connection_lost_inside_a_transaction_loses_it() throws SQLException {
    probe.failNext(StatementProbe.writes(), () -> new SQLException("lost", "08006"), When.AFTER);
    try (Connection connection = probe.getConnection(); Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> statement.execute("insert into t values (1)")).hasMessage("lost");
    }
    assertThat(count()).isZero();
    assertThat(probe.abandonedTransactions()).isEmpty();
  }

  @Test
  void a_commit_can_be_lost_after_it_was_made() throws SQLException {
    probe.failNext(StatementProbe.COMMIT::equals, () -> new SQLException("lost", "08007"), When.AFTER);
    try (Connection connection = probe.getConnection(); Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into t values (1)");
      assertThatThrownBy(connection::commit).hasMessage("lost");
    }
    assertThat(count()).isOne();
    assertThat(probe.abandonedTransactions()).isEmpty();
  }

  @Test
  void a_database_can_be_out_of_reach() throws SQLException {
    probe.failNext(StatementProbe.CONNECT::equals, () -> new SQLTransientConnectionException("down", "08001"),
        When.BEFORE);
    assertThatThrownBy(probe::getConnection).hasMessage("down");
    assertThat(probe.openConnections()).isZero();
    insert(1);
  }

  @Test
  void reads_and_writes_are_told_apart_by_words() {
    assertThat(StatementProbe.writes()).accepts("insert into t values (1)", "select * from final table (MERGE into t)",
        "with x as (delete from t) select 1")
        .rejects("select updated_at from t", StatementProbe.COMMIT, StatementProbe.CONNECT);
    assertThat(StatementProbe.reads()).accepts("select updated_at from t")
        .rejects("update t set a = 1", StatementProbe.ROLLBACK);
  }

  @Test
  void it_hands_out_connections_in_the_mode_it_is_told_and_gives_them_back_in_their_own() throws SQLException {
    try (Connection real = h2.getConnection()) {
      StatementProbe one = new StatementProbe(KeptOpen.of(real));
      one.autoCommit(false);
      try (Connection connection = one.getConnection()) {
        assertThat(connection.getAutoCommit()).isFalse();
        try (Statement statement = connection.createStatement()) {
          statement.execute("insert into t values (1)");
        }
      }
      assertThat(real.getAutoCommit()).isTrue();
      assertThat(count()).as("what was not committed is gone").isZero();
      assertThat(one.abandonedTransactions()).containsExactly("insert into t values (1)");
      assertThat(one.autoCommitCalls()).as("its own are not counted").isEmpty();
    }
  }

  @Test
  void a_pool_made_small_refuses_one_more() throws SQLException {
    probe.allow(1);
    try (Connection first = probe.getConnection()) {
      assertThatThrownBy(probe::getConnection).isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("allows 1 at once");
      assertThat(first.isClosed()).isFalse();
    }
    probe.getConnection().close();
    assertThat(probe.mostOpenConnections()).isOne();
  }

  @Test
  void it_notes_that_it_was_closed() {
    assertThat(probe.wasClosed()).isFalse();
    probe.close();
    assertThat(probe.wasClosed()).isTrue();
  }

  /** A pool of one connection that survives being given back. */
  private static final class KeptOpen {
    static DataSource of(Connection real) {
      Connection kept = ProbedConnection.proxy(Connection.class, (proxy, method,
          arguments) -> method.getName().equals("close") ? null : ProbedConnection.pass(real, method, arguments));
      return ProbedConnection.proxy(DataSource.class, (proxy, method, arguments) -> kept);
    }
  }
}
