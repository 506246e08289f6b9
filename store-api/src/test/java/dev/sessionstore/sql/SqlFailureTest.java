package dev.sessionstore.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.spi.DuplicateKeyException;
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

class SqlFailureTest {

  @ParameterizedTest
  @CsvSource({
      "23505, 0, DUPLICATE_KEY", "23000, 1062, DUPLICATE_KEY", "23000, 1048, OTHER",
      "40001, 0, RETRYABLE", "40P01, 0, RETRYABLE", "55P03, 0, RETRYABLE", "HYT00, 50200, RETRYABLE", "HY000, 1205, RETRYABLE", "HY000, 1020, RETRYABLE",
      "08006, 0, CONNECTION_LOST", "08S01, 0, CONNECTION_LOST", "57P01, 0, CONNECTION_LOST", "57P04, 0, CONNECTION_LOST",
      "57P05, 0, CONNECTION_LOST", "25P03, 0, CONNECTION_LOST", "25P04, 0, CONNECTION_LOST", "25S03, 0, CONNECTION_LOST", "90121, 90121, CONNECTION_LOST",
      "42P01, 0, MISSING_TABLE", "42S02, 1146, MISSING_TABLE", "42S02, 42102, MISSING_TABLE",
      "42P07, 0, ALREADY_EXISTS", "42S01, 1050, ALREADY_EXISTS", "HY000, 50000, ALREADY_EXISTS",
      "22001, 0, OTHER"})
  void sqlstate_and_vendor_code_say_what_a_failure_means(String state, int code, SqlFailure meaning) {
    assertThat(SqlFailure.of(new SQLException("any", state, code))).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({", 0, TIMED_OUT", "S1T00, 0, TIMED_OUT", "HYT00, 50200, RETRYABLE", "08006, 0, CONNECTION_LOST", "57014, 57014, OTHER", "70100, 1969, OTHER"})
  void a_driver_that_stopped_waiting_knows_less_than_a_database_that_broke_off(String state, int code, SqlFailure meaning) {
    assertThat(SqlFailure.of(new IllegalStateException(new SQLTimeoutException("any", state, code)))).isEqualTo(meaning);
  }

  @Test
  void the_first_telling_failure_in_the_chain_counts() {
    SQLException telling = new SQLException("any", "40001");
    assertThat(SqlFailure.of(new IllegalStateException(new SQLException("not said", (Throwable) telling)))).isEqualTo(SqlFailure.RETRYABLE);
    assertThat(SqlFailure.of(new IllegalStateException(new DuplicateKeyException()))).isEqualTo(SqlFailure.DUPLICATE_KEY);
  }

  @Test
  void a_connection_s_failure_is_known_by_its_class_too() { // a driver's own state says nothing to anybody else
    for (SQLException failure : List.of(new SQLTransientConnectionException("any", "XY123"), new SQLNonTransientConnectionException("any"),
        new SQLRecoverableException("any", "XY123"))) {
      assertThat(SqlFailure.of(failure)).as(failure.getClass().getName()).isEqualTo(SqlFailure.CONNECTION_LOST);
    }
    assertThat(SqlFailure.of(new SQLTransientException("any", "XY123"))).isEqualTo(SqlFailure.OTHER);
  }

  @Test
  void what_failed_after_the_statement_was_done_leaves_a_doubt() { // ERR-2
    assertThat(SqlFailure.of(new SqlFailedException("any", new SQLException("any", "58030"), SqlFailure.CONNECTION_LOST)))
        .isEqualTo(SqlFailure.CONNECTION_LOST);
  }

  @Test
  void no_connection_to_be_had_is_not_a_connection_lost() {
    assertThat(SqlFailure.of(new SqlFailedException("any", new SQLException("any", "08001"), SqlFailure.UNREACHABLE))).isEqualTo(SqlFailure.UNREACHABLE);
  }

  @Test
  void a_chain_that_runs_in_a_circle_ends() {
    RuntimeException first = new RuntimeException();
    RuntimeException second = new RuntimeException(first);
    first.initCause(second);
    assertThat(SqlFailure.of(second)).isEqualTo(SqlFailure.OTHER);
  }
}
