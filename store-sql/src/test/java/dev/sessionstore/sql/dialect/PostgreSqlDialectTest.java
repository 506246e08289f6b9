package dev.sessionstore.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgreSqlDialectTest {

  @Test
  void it_is_told_how_to_make_a_number_of_a_text() {
    assertThat(new PostgreSqlDialect().alter("sessions", "max_age", "bigint"))
        .isEqualTo("alter table sessions alter column max_age set data type bigint using max_age::bigint");
  }
}
