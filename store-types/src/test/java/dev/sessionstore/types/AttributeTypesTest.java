package dev.sessionstore.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.Attributes;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeTypesTest {

  private static final List<Object> SCALARS = List.of(
      "", "text", "\uD800", "😀", "2020-01-01T00:00:00Z", true, false,
      (byte) -128, (short) 32767, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, 0L, 7L, Long.MIN_VALUE, Long.MAX_VALUE,
      BigInteger.ZERO, BigInteger.valueOf(Long.MIN_VALUE), BigInteger.TWO.pow(63), BigInteger.TWO.pow(200).negate(),
      1.0, -2.5, Double.MAX_VALUE, Double.MIN_VALUE, 1e22, 0.1, 1f, 0.1f, Float.MAX_VALUE, Float.MIN_VALUE,
      new BigDecimal("1.0"), new BigDecimal("1.000"), new BigDecimal("1"), new BigDecimal("1E+3"),
      new BigDecimal("0E-10"),
      new BigDecimal("99999999999999999999"), new BigDecimal("123456789.123456789123456789"), BigDecimal.ZERO,
      'x', '\0', '\uDC00',
      Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.parse("2026-11-23T01:02:03.000000001Z"),
      LocalDate.MIN, LocalDate.MAX, LocalDate.of(2024, 2, 29), LocalTime.MIDNIGHT, LocalTime.MAX, LocalDateTime.MIN,
      LocalDateTime.MAX,
      OffsetDateTime.MIN, OffsetDateTime.MAX, OffsetTime.MIN, OffsetTime.MAX,
      ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(1)),
      ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(2)),
      ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC),
      ZonedDateTime.of(LocalDateTime.of(2026, 1, 1, 0, 0), ZoneId.of("UTC+1")),
      Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
      Duration.ofMillis(-1),
      Period.ZERO, Period.of(Integer.MIN_VALUE, 14, -400), Year.of(5), Year.of(Year.MIN_VALUE), Year.of(12345),
      YearMonth.of(2026, 1), YearMonth.of(12345, 12), YearMonth.of(-5, 3), YearMonth.of(Year.MIN_VALUE, 1),
      MonthDay.of(2, 29),
      ZoneId.of("Europe/Berlin"), ZoneId.of("UTC"), ZoneId.of("UTC+1"), ZoneId.of("Z"), ZoneOffset.MIN,
      ZoneOffset.ofHoursMinutesSeconds(1, 2, 3),
      DayOfWeek.MONDAY, Month.MAY, new Date(0), new Date(Long.MAX_VALUE), new Date(Long.MIN_VALUE),
      new Date(1_700_000_000_123L),
      UUID.fromString("00000000-0000-0000-8000-000000000001"), new UUID(Long.MIN_VALUE, Long.MAX_VALUE),
      Locale.ROOT, Locale.CANADA_FRENCH, new Locale("ja", "JP", "JP"), Locale.forLanguageTag("sr-Latn-RS"),
      URI.create(""), URI.create("https://example.org/a%20b?c=d#e"), Currency.getInstance("EUR"));

  private static final List<Object> ARRAYS = List.of(
      new byte[0], new byte[] {-1, 0, 1}, new char[0], new char[] {'a', '\uD800'}, new int[0],
      new int[] {1, Integer.MIN_VALUE},
      new Integer[] {1, null}, new long[] {Long.MAX_VALUE}, new Long[] {null}, new short[] {1}, new float[] {0.1f},
      new double[] {0.1, 3},
      new boolean[] {true, false}, new String[0], new String[] {"a", null, "b"}, new Instant[] {Instant.EPOCH},
      new Byte[] {1},
      new BigDecimal[] {BigDecimal.ONE, new BigDecimal("1.0")}, new UUID[] {new UUID(1, 2)},
      new ZoneId[] {ZoneId.of("UTC")},
      new DayOfWeek[] {DayOfWeek.SUNDAY}, new Boolean[] {true}, new Character[] {'a'});

  private final AttributeTypes types = AttributeTypes.builder().build();

  static List<Object> scalars() {
    return SCALARS;
  }

  static List<Arguments> arrays() {
    return ARRAYS.stream().map(array -> Arguments.of(new Object[] {array})).toList();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("scalars")
  void a_scalar_comes_back_as_it_went_in_alone_in_a_list_in_a_set_and_in_a_map(Object value) {
    assertThat(Stored.roundTrip(types, value)).isEqualTo(value).hasSameClassAs(value);
    List<Object> nulled = new ArrayList<>(Arrays.asList(null, value, null, value));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("none", null);
    map.put("list", value);
    map.put("", nulled);
    for (Object holder : List.of(List.of(value), nulled, new ArrayList<>(Arrays.asList(value, "text", 5L)),
        Set.of(value), map, List.of(List.of(value), List.of(value)), Map.of("set", Set.of(value)),
        List.of(Map.of("x", value)), Set.of(List.of(value, "a")))) {
      assertThat(Stored.roundTrip(types, holder)).isEqualTo(holder);
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("arrays")
  void an_array_comes_back_as_it_went_in_alone_and_in_a_list(Object array) {
    Object back = Stored.roundTrip(types, array);
    assertThat(back).hasSameClassAs(array).isEqualTo(array);
    List<?> list = (List<?>) Stored.roundTrip(types, List.of(array, array));
    assertThat(list).hasSize(2).allSatisfy(item -> assertThat((Object) item).hasSameClassAs(array).isEqualTo(array));
  }

  @Test
  void every_scalar_type_of_the_vocabulary_is_tried_here() {
    Set<Object> tried = SCALARS.stream().map(ScalarType::of).collect(Collectors.toSet());
    assertThat(ScalarType.all()).allMatch(type -> type.type().isArray() || tried.contains(type));
  }

  @Test
  void a_mixed_value_comes_back_element_by_element_in_order() {
    List<Object> list = new ArrayList<>(SCALARS);
    list.add(null);
    list.add(new LinkedHashSet<>(SCALARS));
    list.add(Map.of("a", List.of(1, 2L, "3"), "b", new LinkedHashSet<>(Arrays.asList(null, 1)), "c", List.of(), "d",
        Map.of(), "e", Set.of()));
    Object back = Stored.roundTrip(types, list);
    assertThat(back).isEqualTo(list);
    assertThat(new ArrayList<>((Set<?>) ((List<?>) back).get(SCALARS.size() + 1)))
        .isEqualTo(SCALARS.stream().distinct().toList());
  }

  @Test
  @SuppressWarnings("unchecked") // as an application would cast it
  void collections_come_back_mutable_at_every_depth_and_new_at_each_call() {
    Encoded encoded = types.encode("a", Map.of("list", List.of(List.of(1)), "set", Set.of(2)));
    Map<String, Object> first = (Map<String, Object>) types.decode("a", encoded);
    ((List<List<Object>>) first.get("list")).get(0).add("x");
    ((Set<Object>) first.get("set")).add("y");
    first.put("z", 1);
    assertThat(first).isExactlyInstanceOf(LinkedHashMap.class);
    assertThat(first.get("list")).isExactlyInstanceOf(ArrayList.class);
    assertThat(first.get("set")).isExactlyInstanceOf(LinkedHashSet.class);
    assertThat(types.decode("a", encoded))
        .isEqualTo(Map.of("list", List.of(List.of(1)), "set", Set.of(2)));
  }

  @Test
  void encoding_again_shows_a_change_and_only_a_change() {
    Map<String, Object> value =
        new LinkedHashMap<>(Map.of("a", new ArrayList<>(SCALARS), "b", new LinkedHashSet<>(SCALARS)));
    Encoded before = types.encode("a", value);
    assertThat(types.encode("a", value)).isEqualTo(before);
    Stored stored = Stored.of(before);
    Object back = types.decode("a", new Encoded(stored.value(), stored.tag()));
    assertThat(types.encode("a", back)).isEqualTo(before)
        .isEqualTo(new Encoded(stored.value(), stored.tag()));
    value.put("c", 1);
    assertThat(types.encode("a", value)).isNotEqualTo(before);
    assertThat(types.encode("a", 1)).isNotEqualTo(types.encode("a", 1L));
    assertThat(types.encode("a", List.of(1))).isNotEqualTo(types.encode("a", Set.of(1)));
  }

  @Test
  void what_is_stored_reads_as_plain_json() {
    assertThat(json(5)).isEqualTo("\"a\":5,\"@types\":\"int\"");
    assertThat(json(5L)).isEqualTo("\"a\":5,\"@types\":null");
    assertThat(json(Instant.EPOCH)).isEqualTo("\"a\":\"1970-01-01T00:00:00Z\",\"@types\":\"instant\"");
    assertThat(json(List.of(1, 2))).isEqualTo("\"a\":[1,2],\"@types\":{\"list\":\"int\"}");
    assertThat(json(List.of(1, "2"))).isEqualTo("\"a\":[1,\"2\"],\"@types\":[\"int\",null]");
    assertThat(json(Set.of("x"))).isEqualTo("\"a\":[\"x\"],\"@types\":{\"set\":null}");
    assertThat(json(Set.of(1))).isEqualTo("\"a\":[1],\"@types\":{\"set\":{\"list\":\"int\"}}");
    assertThat(json(new int[] {1})).isEqualTo("\"a\":[1],\"@types\":\"int[]\"");
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", 1);
    map.put("s", "x");
    assertThat(json(map)).isEqualTo("\"a\":{\"n\":1,\"s\":\"x\"},\"@types\":{\"n\":\"int\"}");
  }

  private String json(Object value) {
    return Stored.of(types.encode("a", value)).json();
  }

  @Test
  void what_the_stores_own_reading_by_type_takes_is_stored_as_it_expects() {
    for (Object value : List.of(5, (short) 1, 2.5, 1f, BigInteger.ONE, BigDecimal.ONE, Instant.EPOCH, LocalDate.MAX,
        LocalDateTime.MIN, Duration.ofMillis(1), new UUID(1, 2), 'x', DayOfWeek.MONDAY, Locale.CANADA_FRENCH,
        URI.create("a:b"), ZoneId.of("UTC"))) {
      Attributes attributes = Attributes.empty().with("a", types.encode("a", value).value());
      assertThat(attributes.get("a", value.getClass()).orElseThrow()).isEqualTo(value);
    }
  }

  @Test
  void attributes_without_tags_are_read_as_json_tells_them() {
    assertThat(types.decode("a", new Encoded(5L, null))).isEqualTo(5L);
    assertThat(types.decode("a", new Encoded(new BigDecimal("1.0"), null))).isEqualTo(new BigDecimal("1.0"));
    assertThat(types.decode("a", new Encoded(Map.of("x", List.of("y")), null))).isEqualTo(Map.of("x", List.of("y")));
  }

  @Test
  void nothing_that_json_has_no_number_for_is_taken() {
    for (Object value : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, List.of(Float.NEGATIVE_INFINITY),
        new double[] {Double.NaN})) {
      assertThatThrownBy(() -> types.encode("a", value)).isInstanceOf(AttributeTypeException.class)
          .hasMessageContaining("NaN or an infinity");
    }
  }

  @Test
  void deep_values_come_back_and_deeper_ones_and_those_that_hold_themselves_are_refused() {
    Object deep = 1;
    for (int i = 0; i < 91; i++) {
      deep = Set.of(deep);
    }
    assertThat(Stored.roundTrip(types, deep)).isEqualTo(deep);
    Object deeper = List.of(deep);
    List<Object> own = new ArrayList<>();
    own.add(own);
    for (Object refused : List.of(deeper, Arrays.asList(own))) {
      assertThatThrownBy(() -> types.encode("a", refused)).isInstanceOf(AttributeTypeException.class)
          .hasMessage("The attribute a is nested deeper than 90 levels, or holds itself; store a flatter value.");
    }
  }

  @Test
  void what_would_come_back_as_something_else_is_refused_with_what_to_do() {
    Map<Object, Object> numbered = Map.of(1, "x");
    Map<String, Object> odd = Map.of("whose keys", numbered);
    refused(odd, "The attribute a holds a map with a key that is null or no String; make all keys Strings.");
    refused(new ArrayDeque<>(),
        "The attribute a holds a java.util.ArrayDeque, which would not come back as that; store a"
            + " List, a Set or a Map.");
    refused(new Object[] {1},
        "The attribute a holds a java.lang.Object[], which would not come back as that; store a List, a Set or a Map.");
    refused(new java.sql.Timestamp(0),
        "The attribute a holds a java.sql.Timestamp, which would not come back as that; declare it: attribute(\"a\","
            + " Timestamp.class), or in configuration attribute.a = java.sql.Timestamp.");
    refused(new Date[] {new java.sql.Timestamp(0)},
        "The attribute a holds an array of java.util.Date with a java.sql.Timestamp in it; store a List.");
    refused(new Locale("ill formed"),
        "The attribute a holds a java.util.Locale that has no text to bring it back; store another, or its parts.");
  }

  private void refused(Object value, String sentence) {
    assertThatThrownBy(() -> types.encode("a", value)).isInstanceOf(AttributeTypeException.class)
        .hasMessage(sentence)
        .hasNoCause();
  }

  @Test
  void only_what_cannot_have_changed_counts_as_immutable() {
    for (Object value : SCALARS) {
      assertThat(AttributeTypes.isImmutable(value)).isEqualTo(!(value instanceof Date));
    }
    assertThat(AttributeTypes.isImmutable(java.util.concurrent.TimeUnit.DAYS)).isTrue();
    for (Object value : List.of(new byte[0], new char[0], new int[0], List.of(), Map.of(), Set.of(), new Object(),
        new StringBuilder())) {
      assertThat(AttributeTypes.isImmutable(value)).isFalse();
    }
  }
}
