package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributesTest {

  record Item(String name, BigDecimal price, int count) {}

  record Cart(List<Item> items, @Nullable Instant ordered, Optional<String> note) {}

  record Reading(double value) {}

  record Nest(@Nullable Nest in) {}

  record Rows(List<?> rows) {}

  record Choice(boolean yes, @Nullable Boolean perhaps) {}

  record UserId(@JsonValue long value) {}

  enum Colour {
    RED,
    BLUE;

    @Override
    public String toString() {
      return "a colour";
    }
  }

  static final class Empty {}

  static final class Ring {
    public Ring getNext() {
      return this;
    }
  }

  static final class Talkative {
    public String getSecret() {
      throw new IllegalStateException("hunter2");
    }
  }

  private static Attributes holding(@Nullable Object value) {
    return Attributes.empty().with("a", value);
  }

  static List<Arguments> canonical() {
    return List.of(
        Arguments.of(1, 1L), Arguments.of((short) 1, 1L), Arguments.of((byte) 1, 1L),
        Arguments.of(new AtomicInteger(7), 7L),
        Arguments.of(Long.MIN_VALUE, Long.MIN_VALUE), Arguments.of(BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE),
        Arguments.of(BigInteger.TWO.pow(63), BigInteger.TWO.pow(63)),
        Arguments.of(BigInteger.TWO.pow(63).negate(), Long.MIN_VALUE),
        Arguments.of(new BigDecimal("5"), 5L), Arguments.of(new BigDecimal("1.00"), new BigDecimal("1.00")),
        Arguments.of(new BigDecimal("1E+400"), new BigDecimal("1E+400")),
        Arguments.of(0.1d, new BigDecimal("0.1")), Arguments.of(0.1f, new BigDecimal("0.1")),
        Arguments.of(12345678d, new BigDecimal("12345678.0")),
        Arguments.of(Double.MIN_VALUE, new BigDecimal("4.9E-324")),
        Arguments.of('x', "x"), Arguments.of(Colour.RED, "RED"), Arguments.of(new byte[] {1, 2, 3}, "AQID"),
        Arguments.of(new char[] {'h', 'i'}, "hi"),
        Arguments.of(new int[] {1, 2}, List.of(1L, 2L)), Arguments.of(new String[] {"a"}, List.of("a")),
        Arguments.of(Set.of("a"), List.of("a")),
        Arguments.of(Optional.of(1), 1L),
        Arguments.of(Instant.parse("2026-01-02T03:04:05.123456789Z"), "2026-01-02T03:04:05.123456789Z"),
        Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
        Arguments.of(Duration.ofMinutes(90), "PT1H30M"),
        Arguments.of(new UUID(0, 1), "00000000-0000-0000-0000-000000000001"),
        Arguments.of(Map.of("n", 1), Map.of("n", 1L)),
        Arguments.of(new Item("pen", new BigDecimal("1.50"), 2),
            Map.of("name", "pen", "price", new BigDecimal("1.50"), "count", 2L)),
        Arguments.of(new Choice(true, false), Map.of("yes", true, "perhaps", false)));
  }

  @ParameterizedTest
  @MethodSource
  void canonical(Object given, Object stored) {
    assertThat(holding(given).get("a")).isEqualTo(stored);
  }

  static List<Arguments> read_back() {
    return List.of(
        Arguments.of(1, Integer.class), Arguments.of((short) 1, Short.class), Arguments.of((byte) 1, Byte.class),
        Arguments.of(1L, Long.class),
        Arguments.of(BigInteger.TEN, BigInteger.class), Arguments.of(BigInteger.TWO.pow(200), BigInteger.class),
        Arguments.of(new BigDecimal("5"), BigDecimal.class),
        Arguments.of(0.1d, Double.class), Arguments.of(0.1f, Float.class), Arguments.of(12345678d, Double.class),
        Arguments.of(Double.MAX_VALUE, Double.class),
        Arguments.of('x', Character.class), Arguments.of(Colour.BLUE, Colour.class),
        Arguments.of(new byte[] {-1, 2}, byte[].class),
        Arguments.of(new int[] {1, 2}, int[].class), Arguments.of(true, Boolean.class),
        Arguments.of(List.of("x"), List.class),
        Arguments.of(Instant.parse("2026-01-02T03:04:05.123456789Z"), Instant.class),
        Arguments.of(LocalDate.of(2026, 1, 2), LocalDate.class),
        Arguments.of(ZonedDateTime.parse("2026-01-02T03:04:05+01:00[Europe/Berlin]"), ZonedDateTime.class),
        Arguments.of(OffsetDateTime.parse("2026-01-02T03:04:05+05:30"), OffsetDateTime.class),
        Arguments.of(Year.of(2026), Year.class),
        Arguments.of(DayOfWeek.FRIDAY, DayOfWeek.class), Arguments.of(Duration.ofMinutes(90), Duration.class),
        Arguments.of(new UUID(0, 1), UUID.class),
        Arguments.of(new UserId(9), UserId.class), Arguments
            .of(new Cart(List.of(new Item("pen", new BigDecimal("1.50"), 2)), null, Optional.empty()), Cart.class));
  }

  @ParameterizedTest
  @MethodSource
  void read_back(Object given, Class<?> type) {
    assertThat(holding(given).get("a", type).orElseThrow()).isEqualTo(given);
  }

  static List<Arguments> misfits() {
    return List.of(
        Arguments.of("5", Integer.class), Arguments.of("true", Boolean.class), Arguments.of(5, String.class),
        Arguments.of(1L << 40, Integer.class),
        Arguments.of(new BigDecimal("1.00"), Long.class),
        Arguments.of(new BigDecimal("1e1000000000"), BigInteger.class),
        Arguments.of(BigInteger.TWO.pow(64), Long.class),
        Arguments.of(new BigDecimal("1e1000000000"), Double.class), Arguments.of(5, Instant.class),
        Arguments.of(0, Colour.class),
        Arguments.of("GREEN", Colour.class),
        Arguments.of(List.of(1), Map.class), Arguments.of(Map.of("x", 1), String.class),
        Arguments.of("text", Cart.class),
        Arguments.of(Map.of("items", "none"), Cart.class),
        Arguments.of(Map.of("name", "pen", "price", 1, "count", "2"), Item.class),
        Arguments.of("not-a-uuid", UUID.class),
        Arguments.of(true, Integer.class),
        Arguments.of("xy", Character.class));
  }

  @ParameterizedTest
  @MethodSource
  void misfits(Object given, Class<?> type) {
    assertThatThrownBy(() -> holding(given).get("a", type)).isInstanceOf(AttributeTypeException.class).hasNoCause()
        .hasMessageMatching(
            "The attribute a is stored as (String|Long|BigInteger|BigDecimal|Boolean|List|Map) and cannot be read as "
                + java.util.regex.Pattern.quote(type.getName()) + "; ask for the type it was put as\\.");
  }

  @Test
  void absent_and_null_are_empty_whatever_the_type() {
    Attributes attributes = holding(null);
    assertThat(attributes.names()).containsExactly("a");
    assertThat(attributes.get("a", Cart.class)).isEmpty();
    assertThat(attributes.get("b", Long.class)).isEmpty();
    assertThat(attributes.getLong("a", 7)).isEqualTo(7);
    assertThat(attributes.getString("a", "x")).isEqualTo("x");
    assertThat(attributes.getBoolean("b", true)).isTrue();
    assertThat(attributes.getBoolean("b", false)).isFalse();
    assertThat(holding(false).getBoolean("a", true)).isFalse();
    assertThat(attributes.getList("b")).isEmpty();
  }

  @Test
  void a_primitive_type_is_read_like_its_box() {
    assertThat(holding(5).get("a", int.class)).contains(5);
    assertThat(holding(true).get("a", boolean.class)).contains(true);
  }

  @Test
  void a_bean_stored_before_it_got_a_property_or_lost_one_is_still_read() {
    assertThat(holding(Map.of("name", "pen", "price", 1, "weight", 3)).get("a", Item.class))
        .contains(new Item("pen", BigDecimal.ONE, 0));
  }

  static List<Object> cannot_be_stored() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    Object deep = List.of();
    for (int i = 0; i < 20_000; i++) {
      deep = List.of(deep);
    }
    Map<@Nullable String, Object> nullKey = new HashMap<>();
    nullKey.put(null, "hunter2");
    return List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, new Reading(Double.NaN),
        new Reading(Double.NEGATIVE_INFINITY), List.of(new Reading(Double.NaN)), self, deep, new Ring(),
        new Talkative(), new Empty(), new Object(), Map.of(1, "hunter2"), nullKey, BigInteger.ONE.shiftLeft(400_000),
        new BigDecimal(BigInteger.ONE.shiftLeft(400_000), 3));
  }

  private static Object nested(int levels, UnaryOperator<Object> around) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = around.apply(value);
    }
    return value;
  }

  @Test
  void nesting_ends_at_two_hundred_levels_whatever_nests() {
    List<UnaryOperator<Object>> kinds = List.of(List::of, inner -> Map.of("k", inner), inner -> new Object[] {inner});
    for (UnaryOperator<Object> around : kinds) {
      assertThat(holding(nested(200, around)).get("a")).isNotNull();
      assertThatThrownBy(() -> holding(nested(201, around))).isInstanceOf(AttributeTypeException.class)
          .hasMessageContaining("deeper than 200");
    }
    Nest deepest = new Nest(null);
    for (int i = 1; i < 200; i++) {
      deepest = new Nest(deepest);
    }
    Nest tooDeep = new Nest(deepest);
    assertThat(holding(deepest).get("a")).as("null is on the 200th level").isNotNull();
    assertThatThrownBy(() -> holding(tooDeep)).hasMessageContaining("deeper than 200");
    assertThat(holding(new Rows((List<?>) nested(199, List::of))).get("a")).isNotNull();
    assertThatThrownBy(() -> holding(new Rows((List<?>) nested(200, List::of))))
        .hasMessageContaining("deeper than 200");
  }

  @Test
  void a_number_may_have_three_hundred_thousand_bits() {
    assertThat(holding(BigInteger.ONE.shiftLeft(300_000).subtract(BigInteger.ONE)).get("a", BigInteger.class))
        .isPresent();
    assertThatThrownBy(() -> holding(BigInteger.ONE.shiftLeft(300_000))).hasMessageContaining("90000 digits");
  }

  @Test
  void a_number_of_another_package_is_read_back_as_it_was_put() {
    assertThat(holding(new AtomicInteger(7)).get("a", AtomicInteger.class))
        .hasValueSatisfying(read -> assertThat(read).hasValue(7));
  }

  @ParameterizedTest
  @MethodSource
  void cannot_be_stored(Object value) {
    assertThatThrownBy(() -> holding(value)).isInstanceOf(AttributeTypeException.class)
        .hasMessageStartingWith("The attribute a ")
        .satisfies(e -> {
          StringWriter text = new StringWriter();
          e.printStackTrace(new PrintWriter(text));
          assertThat(text.toString()).doesNotContain("hunter2");
        });
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks does
  void the_name_cookie_and_no_name_are_refused() {
    assertThatThrownBy(() -> Attributes.empty().with("cookie", 1)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reserved");
    assertThatThrownBy(() -> Attributes.of(Map.of("cookie", 1))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Attributes.empty().with(null, 1)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name is null");
  }

  @Test
  void what_goes_in_and_what_comes_out_are_independent() { // GET-5
    List<Object> mine = new ArrayList<>(List.of("x"));
    Attributes attributes = holding(mine);
    mine.add("y");
    assertThat(attributes.getList("a")).containsExactly("x");
    assertThatThrownBy(() -> attributes.getList("a").add("z")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> attributes.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void order_and_kind_of_map_do_not_count_in_equality() {
    Attributes one = Attributes.empty().with("a", 1).with("b", List.of());
    Attributes other = Attributes.empty().with("b", new int[0]).with("a", 1L);
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("Attributes[2]");
    assertThat(one.without("a").without("none")).isEqualTo(Attributes.of(Collections.singletonMap("b", List.of())));
  }
}
