package dev.sessionstore.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlStatementTest {

  private static final SqlField KEY = SqlField.text("key");
  private static final SqlField NOW = SqlField.number("now");

  private final SqlStatement statement = new SqlStatement("update t set a = :now where k = :key and b > :now",
      List.of(KEY, NOW, SqlField.text("unused")), List.of());

  @Test
  void a_parameter_marked_twice_is_bound_once_by_name_and_twice_by_position() {
    assertThat(statement.parameters()).containsExactly(NOW, KEY);
    assertThat(statement.marks()).containsExactly(0, 1, 0);
    assertThat(statement.text(field -> "?")).isEqualTo("update t set a = ? where k = ? and b > ?");
    assertThat(statement.text(field -> "#{" + field.name() + "}"))
        .isEqualTo("update t set a = #{now} where k = #{key} and b > #{now}");
  }

  @Test
  void a_call_holds_the_values_in_the_order_of_the_parameters_and_prints_none() {
    SqlCall call = new SqlCall(statement, new Object[] {"secret", 7L, "left aside"});
    assertThat(call.value(0)).isEqualTo(7L);
    assertThat(call.value(1)).isEqualTo("secret");
    assertThat(call.toString()).isEqualTo(statement.text()).doesNotContain("secret");
  }

  @Test
  void a_mark_that_nobody_fills_is_refused() {
    assertThatThrownBy(() -> new SqlStatement("select :nothing", List.of(KEY), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }
}
