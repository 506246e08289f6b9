package dev.sessionstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonSessionCodecTest {

  private final JacksonSessionCodec codec = new JacksonSessionCodec();

  private static SessionDocument document(Map<String, ? extends @Nullable Object> attributes) {
    return new SessionDocument(Attributes.of(attributes), null, null, 0);
  }

  private Attributes roundTrip(Attributes attributes) {
    String text = codec.encode(new SessionDocument(attributes, null, null, 0));
    return codec.decode(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).attributes();
  }

  @Test
  void a_document_has_the_shape_that_express_applications_write() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("user", "ada");
    attributes.put("price", new BigDecimal("1.00"));
    CookieFacts facts = new CookieFacts("/", null, true, null, "lax");
    assertThat(codec.encode(new SessionDocument(Attributes.of(attributes), facts, 60_000L, 1_767_323_045_678L)))
        .isEqualTo("{\"cookie\":{\"originalMaxAge\":60000,\"expires\":\"2026-01-02T03:04:05.678Z\","
            + "\"path\":\"/\",\"httpOnly\":true,\"sameSite\":\"Lax\"},"
            + "\"user\":\"ada\",\"price\":1.00}");
  }

  @Test
  void a_document_that_express_wrote_is_read() {
    SessionDocument read = codec.decode("{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,"
        + "\"secure\":\"auto\",\"httpOnly\":true,\"path\":\"/\",\"sameSite\":true,\"priority\":\"high\","
        + "\"partitioned\":{}},\"passport\":{\"user\":17},\"views\":[1.5,null]}");
    assertThat(read.attributes().asMap()).isEqualTo(Map.of("passport", Map.of("user", 17L), "views",
        Arrays.asList(new BigDecimal("1.5"), null)));
    assertThat(read.cookie()).isEqualTo(new CookieFacts("/", null, true, null, "Strict"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"cookie\":null}", "{\"cookie\":7}",
      "{\"cookie\":{\"originalMaxAge\":1,\"expires\":\"never\"}}",
      "{\"cookie\":{\"path\":\"/;x\",\"sameSite\":\"often\"}}"})
  void cookie_facts_that_say_nothing_or_nothing_sound_are_none(String data) {
    assertThat(codec.decode(data)).isEqualTo(new SessionDocument(Attributes.empty(), null, null, 0));
  }

  @Test
  void cookie_facts_come_back() {
    CookieFacts facts = new CookieFacts("/app", "example.org", false, true, "None");
    assertThat(codec.decode(codec.encode(new SessionDocument(Attributes.empty(), facts, null, 0))).cookie())
        .isEqualTo(facts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "7", "\"text\"", "{", "{\"a\":1}x", "{\"a\":1}{}", "{\"a\":1,\"a\":2}",
      "{\"o\":{\"a\":1,\"a\":2}}", "{\"a\":NaN}", "{'a':1}", "{\"a\":01}",
      "{\"a\":\"\u0000\"}", "not json"})
  void anything_but_one_json_object_is_an_exception(String data) {
    assertThatThrownBy(() -> codec.decode(data)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void too_deep_is_an_exception_and_no_overflow_of_the_stack() {
    assertThatThrownBy(() -> codec.decode("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void as_deep_as_values_may_be_can_be_read() {
    Object value = List.of();
    for (int depth = 0; depth < 200; depth++) {
      value = depth % 2 == 0 ? Map.of("k", value) : List.of(value);
    }
    Attributes deepest = Attributes.of(Map.of("a", value));
    assertThat(roundTrip(deepest)).isEqualTo(deepest);
  }

  static List<Object> values() {
    return List.of("", "\u0000\u0001\u001f\u007f\u2028\ufffe\uffff", "😀", "\ud800", "\udc00\ud800x\ud83d",
        "\ud83d\ud83d\ude00", "\"\\/\b\f\n\r\t", "x".repeat(3_000_000), Long.MIN_VALUE, Long.MAX_VALUE,
        BigInteger.TWO.pow(63), BigInteger.TEN.pow(90_000), new BigDecimal("1.00"), new BigDecimal("-0.000"),
        new BigDecimal("1E+400"), new BigDecimal("1E-400"), new BigDecimal("1e1000000000"), new BigDecimal("0E+7"),
        new BigDecimal(BigInteger.TEN.pow(90_000), 45_000), 0.1d, 1e22d, Double.MAX_VALUE, true, List.of(), Map.of(),
        Arrays.asList(null, List.of(Map.of("", Map.of()))),
        Map.of("a.b", 1, "$x", 2, "q\"'", 3, "\ud800", 4, "__proto__", 5, "cookie", 6));
  }

  @ParameterizedTest
  @MethodSource("values")
  void every_kind_of_value_comes_back_equal(Object value) { // GET-4
    Attributes attributes = Attributes.of(Map.of("a", value));
    assertThat(roundTrip(attributes).equals(attributes)).isTrue(); // no dump of megabytes
  }

  @Test
  void names_of_any_kind_come_back() {
    Attributes attributes = Attributes
        .of(Map.of("", 1, "a.b[0]", 2, "$\"'\\", 3, "\udfff", 4, "\u0000", 5, "Cookie", 6, "\ud83d\ude00", 7));
    assertThat(roundTrip(attributes)).isEqualTo(attributes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\uD800", "\\ud800", "\\uDfFf", "\\ud83d\\ude00", "\\uD83D\\uDE00"})
  void an_escaped_surrogate_is_read_in_names_and_values_in_either_case(String escaped) {
    String text = escaped.equalsIgnoreCase("\\ud800") ? "\ud800"
        : escaped.equalsIgnoreCase("\\udfff") ? "\udfff"
        : "\ud83d\ude00";
    assertThat(codec.decode("{\"" + escaped + "\":\"" + escaped + "\"}").attributes())
        .isEqualTo(Attributes.of(Map.of(text, text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":\"\\ud800\\", "{\"a\":\"\\ud800\\ud8", "{\"a\":\"\\ud8zz\"}", "{\"a\":\"\\ud8\"}",
      "\\ud800", "\\ud80", "\\ud"})
  void an_escape_cut_short_is_an_exception(String data) {
    assertThatThrownBy(() -> codec.decode(data)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void a_lone_surrogate_is_escaped_and_a_pair_is_not() {
    String text = codec.encode(document(Map.of("a", "\ud800\ud83d\ude00\udc00")));
    assertThat(text).endsWith("{\"a\":\"\\ud800\ud83d\ude00\\udc00\"}".substring(1));
  }

  @Test
  void a_thousand_random_documents_come_back_equal() {
    Random random = new Random(20_261_123);
    for (int round = 0; round < 1_000; round++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        values.put("n" + text(random), value(random, 5));
      }
      Attributes attributes = Attributes.of(values);
      assertThat(roundTrip(attributes)).as("round %d", round).isEqualTo(attributes);
    }
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> new BigInteger(random.nextInt(300), random).negate();
      case 4 -> new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(2_000) - 1_000);
      case 5 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62)); // never NaN or infinite
      case 6 -> text(random);
      case 7 -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  /** Any UTF-16 units: control characters, lone surrogates, pairs. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) (random.nextBoolean() ? random.nextInt(0x80)
          : random.nextInt(4) == 0 ? random.nextInt(0x10000)
          : 0xd800 + random.nextInt(0x800)));
    }
    return text.toString();
  }
}
