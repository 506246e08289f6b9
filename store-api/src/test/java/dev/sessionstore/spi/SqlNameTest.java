package dev.sessionstore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "user_name", "U1", "abcdefghijklmnopqrstuvwxyz_abcdefghijklm"})
  void a_plain_name_is_answered(String name) {
    assertThat(ColumnDefinition.requireSafeName(name)).isEqualTo(name);
    assertThat(TableDefinition.requireSafeName(name)).isEqualTo(name);
    assertThat(TableDefinition.requireSafeName("app." + name)).isEqualTo("app." + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "~", " ", "a;drop table sessions",
      "123456789012345678901234567890123456789012345678901234567890"})
  void a_refusal_shows_the_name_it_refuses(String name) {
    assertThatThrownBy(() -> ColumnDefinition.requireSafeName(name)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" (" + name + ") ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\n", "\u001f", "\u007f", "naïve", "1234567890123456789012345678901234567890123456789012345678901"})
  void but_not_one_that_could_upset_a_log(String name) {
    assertThatThrownBy(() -> ColumnDefinition.requireSafeName(name)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A column's name is not a plain SQL name;");
  }
}
