package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {

  @Test
  void a_column_is_declared_by_name_type_and_function() {
    Column<String> user = Column.string("user_name", 80, s -> s.get("user", String.class).orElse(null)).withIndex();
    assertThat(user.indexed()).isTrue();
    assertThat(user.value().apply(Session.of(SessionId.of("x"), java.util.Map.of("user", "ada")))).isEqualTo("ada");
    assertThat(Column.of("n", Long.class, s -> 1L).length()).isZero();
    assertThat(Column.of("t", Instant.class, s -> null).type()).isEqualTo(Instant.class);
    assertThat(Column.of("u", UUID.class, s -> null).type()).isEqualTo(UUID.class);
    assertThat(Column.of("b", Boolean.class, s -> null).type()).isEqualTo(Boolean.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sid", "DATA", "Expires", "max_age", "version", "created_at", "updated_at"})
  void the_store_s_own_names_are_refused(String name) { // COL-2
    assertThatThrownBy(() -> Column.of(name, Long.class, s -> null)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to the store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1st", "a b", "a;drop", "a.b", "a\"", "naïve", "a\n", "ſid",
      "abcdefghijklmnopqrstuvwxyz_abcdefghijklmno"})
  void a_name_that_is_not_plain_sql_is_refused(String name) { // COL-2
    assertThatThrownBy(() -> Column.of(name, Long.class, s -> null)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use a letter or underscore");
  }

  @Test
  void other_types_are_refused() {
    assertThatThrownBy(() -> Column.of("n", Integer.class, s -> null)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Long");
  }

  @Test
  void a_length_belongs_to_strings_and_has_bounds() {
    assertThatThrownBy(() -> Column.string("n", 0, s -> null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Column.string("n", 4001, s -> null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Column.of("n", String.class, s -> null)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Column.string");
    assertThatThrownBy(() -> new Column<>("n", Long.class, 5, false, s -> null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Column.string("n", 513, s -> null).withIndex())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("512");
  }
}
