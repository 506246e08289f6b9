package dev.sessionstore.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorTest {

  @ParameterizedTest
  @CsvSource({
      "23505, 0, DUPLICATE_KEY", "23000, 1062, DUPLICATE_KEY", "23000, 1048, OTHER",
      "40001, 0, RETRYABLE", "40P01, 0, RETRYABLE", "55P03, 0, RETRYABLE", "HYT00, 50200, RETRYABLE",
      "HY000, 1205, RETRYABLE", "HY000, 1020, RETRYABLE",
      "08006, 0, CONNECTION_LOST", "08S01, 0, CONNECTION_LOST", "57P01, 0, CONNECTION_LOST",
      "57P04, 0, CONNECTION_LOST",
      "57P05, 0, CONNECTION_LOST", "25P03, 0, CONNECTION_LOST", "25P04, 0, CONNECTION_LOST",
      "25S03, 0, CONNECTION_LOST", "90121, 90121, CONNECTION_LOST",
      "42P01, 0, MISSING_TABLE", "42S02, 1146, MISSING_TABLE", "42S02, 42102, MISSING_TABLE",
      "42P07, 0, ALREADY_EXISTS", "42S01, 1050, ALREADY_EXISTS", "HY000, 50000, ALREADY_EXISTS",
      "22001, 0, OTHER"})
  void sqlstate_and_vendor_code_say_what_a_failure_means(String state, int code, SqlError meaning) {
    assertThat(SqlDialect.standard().error(new SQLException("any", state, code))).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({", 0, TIMED_OUT", "S1T00, 0, TIMED_OUT", "HYT00, 50200, RETRYABLE", "08006, 0, CONNECTION_LOST",
      "57014, 57014, OTHER", "70100, 1969, OTHER"})
  void a_driver_that_stopped_waiting_knows_less_than_a_database_that_broke_off(String state, int code,
      SqlError meaning) {
    assertThat(SqlDialect.standard().error(new IllegalStateException(new SQLTimeoutException("any", state, code))))
        .isEqualTo(meaning);
  }

  @Test
  void the_first_telling_failure_in_the_chain_counts() {
    SQLException telling = new SQLException("any", "40001");
    assertThat(
        SqlDialect.standard().error(new IllegalStateException(new SQLException("not said", (Throwable) telling))))
        .isEqualTo(SqlError.RETRYABLE);
  }

  @Test
  void a_connection_s_failure_is_known_by_its_class_too() { // a driver may have its own states
    for (SQLException failure : List.of(new SQLTransientConnectionException("any", "XY123"),
        new SQLNonTransientConnectionException("any"), new SQLRecoverableException("any", "XY123"))) {
      assertThat(SqlDialect.standard().error(failure)).as(failure.getClass().getName())
          .isEqualTo(SqlError.CONNECTION_LOST);
    }
    assertThat(SqlDialect.standard().error(new SQLTransientException("any", "XY123"))).isEqualTo(SqlError.OTHER);
  }

  @Test
  void a_chain_that_runs_in_a_circle_ends() {
    RuntimeException first = new RuntimeException();
    RuntimeException second = new RuntimeException(first);
    first.initCause(second);
    assertThat(SqlDialect.standard().error(second)).isEqualTo(SqlError.FOREIGN);
  }

  @Test
  void a_dialect_knows_its_own_codes_and_leaves_others_to_others() {
    assertThat(new PostgreSqlDialect().error("57P05", 0)).isEqualTo(SqlError.CONNECTION_LOST);
    assertThat(new H2Dialect().error("57P05", 0)).isEqualTo(SqlError.OTHER);
    assertThat(new H2Dialect().error(new SQLException("any", "57P05"))).as("of a look-alike")
        .isEqualTo(SqlError.CONNECTION_LOST);
    assertThat(new MariaDbDialect().error("HY000", 1205)).isEqualTo(SqlError.RETRYABLE);
    assertThat(new PostgreSqlDialect().error("HY000", 1205)).isEqualTo(SqlError.OTHER);
  }

  @Test
  void what_no_driver_said_is_foreign() {
    assertThat(SqlDialect.standard().error(new IllegalStateException("any"))).isEqualTo(SqlError.FOREIGN);
  }
}
