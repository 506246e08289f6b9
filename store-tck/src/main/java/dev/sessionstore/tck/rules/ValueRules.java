package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.CookieFacts;
import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rules on what a session can hold. */
interface ValueRules extends RuleGroup {

  /**
   * Stores by create, set, save, update and rotate; each time another store reads the same values
   * back.
   */
  private void requireKept(Map<String, ? extends @Nullable Object> values) {
    SessionStore store = kit().store();
    SessionStore reader = kit().another();
    Session created = store.create(values);
    Map<String, @Nullable Object> expected = Session.of(ID, values).attributes().asMap();
    requireSame(expected, created, "the result of create");
    requireSame(expected, reader.get(created.id()).orElseThrow(), "after create");
    requireSame(expected, store.set(Session.of(ID, values)).orElseThrow(), "the result of set");
    requireSame(expected, reader.get(ID).orElseThrow(), "after set");
    Session copy = store.set(Session.of(ID, Map.of())).orElseThrow();
    for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
      copy = copy.with(value.getKey(), value.getValue());
    }
    requireSame(expected, store.save(copy).session().orElseThrow(), "the result of save");
    requireSame(expected, reader.get(ID).orElseThrow(), "after save");
    requireSame(expected, store.update(ID, s -> s.withMaxAge(Duration.ofHours(1))).orElseThrow(),
        "the result of update");
    requireSame(expected, reader.get(ID).orElseThrow(), "after update");
    requireSame(expected, reader.get(store.rotate(ID).orElseThrow().id()).orElseThrow(), "after rotate");
    reader.all(10, null)
        .items()
        .forEach(listed -> assertEquals(expected, listed.attributes().asMap(), "GET-4: in a list"));
  }

  private static void requireSame(Map<String, @Nullable Object> expected, Session session, String when) {
    Map<String, @Nullable Object> actual = session.attributes().asMap();
    assertEquals(expected.keySet(), actual.keySet(), () -> "GET-4: names differ " + when);
    expected.forEach((name, value) -> assertEquals(value, actual.get(name), () -> "GET-4: a value differs " + when));
    assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(actual.keySet()),
        () -> "GET-4: the names' order differs " + when);
  }

  @Rule("GET-4")
  default void what_comes_back_equals_what_went_in() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("text", "a\"b'c\\d/e$f{g}%h_i?j:k;--l/*m*/");
    values.put("empty text", "");
    values.put("spaces stay", "  a  ");
    values.put("looks like a number", "1.0");
    values.put("looks like nothing", "null");
    values.put("yes", true);
    values.put("no", false);
    values.put("nothing", null);
    values.put("empty list", List.of());
    values.put("empty map", Map.of());
    values.put("list", Arrays.asList(1L, "x", null, true, List.of(), List.of(List.of("deep")), Map.of("k", "v")));
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("z", null);
    map.put("a", Map.of("cookie", Map.of("path", "a nested name is free")));
    map.put("", List.of(Map.of()));
    values.put("map", map);
    requireKept(values);
    Map<String, @Nullable Object> back = kit().store().create(values).attributes().asMap();
    assertTrue(back.containsKey("nothing") && back.get("nothing") == null, "GET-4: null is a value");
    assertFalse(kit().store().create(Map.of()).attributes().asMap().containsKey("nothing"), "GET-4: absent is absent");
  }

  @Rule("GET-4")
  default void numbers_come_back_exactly() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (long whole : new long[] {0, -1, 1, (1L << 53) + 1, -(1L << 53) - 1, Long.MIN_VALUE, Long.MAX_VALUE,
        Integer.MIN_VALUE}) {
      values.put("long " + whole, whole);
    }
    for (String decimal : List.of("0.1", "1.00", "-0.00", "1E+3", "1E-400", "1E+400", "0E-10",
        "3.141592653589793238462643383279502884", "9223372036854775807.5",
        "123456789012345678901234567890.123456789")) {
      values.put("decimal " + decimal, new BigDecimal(decimal));
    }
    values.put("beyond a long", BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE));
    values.put("below a long", BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE));
    values.put("two thousand digits", BigInteger.TEN.pow(2000).add(BigInteger.TWO));
    values.put("int", 7);
    values.put("double", 0.1);
    values.put("negative zero", -0.0);
    values.put("greatest double", Double.MAX_VALUE);
    values.put("least double", Double.MIN_VALUE);
    values.put("float", 0.1f);
    requireKept(values);
    Session back = kit().store().get(kit().store().create(values).id()).orElseThrow();
    assertEquals(Long.MIN_VALUE, back.get("long " + Long.MIN_VALUE), "GET-4: a 64-bit integer stays a Long");
    assertEquals(new BigDecimal("1.00"), back.get("decimal 1.00"), "GET-4: a decimal keeps its scale");
    assertEquals(7L, back.get("int"), "GET-4: other integers become Long");
    assertEquals(Double.MAX_VALUE, back.get("greatest double", Double.class).orElseThrow(),
        "GET-4: a double is read back as it was");
    assertEquals(0.1f, back.get("float", Float.class).orElseThrow(), "GET-4: a float is read back as it was");
  }

  @Rule("GET-4")
  default void every_character_comes_back_in_values_and_names() {
    StringBuilder all = new StringBuilder();
    for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
      all.append((char) c).append(' '); // apart, so that each surrogate is a lone one
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("every char", all.toString());
    values.put("beyond the BMP",
        "\ud83d\ude00 \ud800\udc00 \udbff\udfff \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67");
    values.put("surrogates the wrong way round", "\ude00\ud83d");
    values.put("not normalised", "e\u0301 \u00e9 \u212b \u00c5 I\u0307 \u0130 \u0131");
    values.put("line ends", "a\nb\r\nc\rd\u0085e\u2028f\u2029g");
    for (String name : List.of("", " ", ".", "a.b", "$", "$a", "${a}", "\"", "'", "`", "\\", "a b", "[0]", "{}",
        "\u0000", "\u001f", "\n", "\u00e9", "\ud83d\ude00", "\ud83d", "\ude00x", "x\udfff", "\ude00\ud83d",
        "Cookie", "COOKIE", "__proto__", "@class", "sid", "data", "expires", "null", "n".repeat(10_000))) {
      values.put(name, "under " + name);
    }
    values.put("all of these in a map", new LinkedHashMap<>(values));
    requireKept(values);
  }

  @Rule("GET-4")
  default void large_and_deep_values_come_back_whole() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("just over one MiB", "x".repeat((1 << 20) + 1));
    values.put("three bytes a character", "\u20ac".repeat(400_000));
    values.put("many", Collections.nCopies(20_000, "item"));
    Object deep = "bottom";
    for (int level = 0; level < 100; level++) {
      deep = level % 2 == 0 ? List.of(deep) : Map.of("in", deep);
    }
    values.put("deep", deep);
    requireKept(values);
  }

  @Rule("GET-4")
  default void a_document_just_below_the_limit_of_four_mebibytes_comes_back_whole() {
    for (String text : List.of("x".repeat(4 * 1024 * 1024 - 1024), "\u20ac".repeat(1_397_700))) {
      // 4,194,304 bytes less about a thousand
      kit().store().set(Session.of(ID, Map.of("large", text)));
      assertTrue(text.equals(kit().store().get(ID).orElseThrow().get("large")),
          "GET-4: 4 MiB are stored, by default, and come back");
    }
  }

  @Rule("GET-4")
  default void what_belongs_to_the_session_beside_its_values_comes_back() {
    Instant fixed = kit().clock().instant().plusSeconds(5);
    for (Session session : List.of(
        Session.of(ID, Map.of())
            .withCookie(new CookieFacts("/a", "example.org", true, false, "Strict"))
            .withMaxAge(Duration.ofMinutes(5)),
        Session.of(ID, Map.of()).withCookie(new CookieFacts(null, null, null, true, null)).withFixedExpiry(fixed),
        Session.of(ID, Map.of()))) {
      kit().store().set(session);
      Session back = kit().store().get(ID).orElseThrow();
      assertEquals(session, back, "GET-4: attributes, cookie facts, maxAge and fixed expiry");
      assertEquals(session.cookie(), back.cookie(), "GET-4: the cookie facts");
      assertEquals(ID, back.id(), "GET-4: the id");
    }
  }

  @Rule("GET-4")
  default void values_of_other_types_are_read_back_by_type() {
    record Cart(String item, int count, BigDecimal price) {}
    Cart cart = new Cart("tea", 3, new BigDecimal("4.50"));
    UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    Instant instant = Instant.parse("2026-03-29T00:59:59.123456789Z");
    Session made = kit().store().create(Map.of("cart", cart, "uuid", uuid, "instant", instant, "enum", TimeUnit.DAYS,
        "array", new int[] {1, 2}));
    Session back = kit().store().get(made.id()).orElseThrow();
    assertEquals(cart, back.get("cart", Cart.class).orElseThrow(), "GET-4: a record");
    assertEquals(uuid, back.get("uuid", UUID.class).orElseThrow(), "GET-4: a UUID");
    assertEquals(instant, back.get("instant", Instant.class).orElseThrow(), "GET-4: an Instant");
    assertEquals(TimeUnit.DAYS, back.get("enum", TimeUnit.class).orElseThrow(), "GET-4: an enum");
    assertEquals(List.of(1L, 2L), back.attributes().getList("array"), "GET-4: an array");
    assertThrows(AttributeTypeException.class, () -> back.get("enum", Long.class),
        "GET-4: a misfit is no unreadable session");
    assertTrue(kit().store().get(made.id()).isPresent(), "GET-4: it does not become one either");
  }

  @Rule("GET-4")
  default void what_json_cannot_say_is_refused_with_a_sentence() {
    Session session = kit().store().create(Map.of("a", 1));
    for (Object no : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.NaN,
        Float.NEGATIVE_INFINITY, List.of(1, Double.NaN), Map.of("in", Map.of("deep", Double.POSITIVE_INFINITY)),
        new double[] {Double.NaN})) {
      for (AttributeTypeException refusal : List.of(
          assertThrows(AttributeTypeException.class, () -> session.with("bad", no), "GET-4: with refuses it"),
          assertThrows(AttributeTypeException.class, () -> kit().store().create(Map.of("bad", no)),
              "GET-4: create refuses it"))) {
        assertNotNull(refusal.getMessage(), "GET-4: with a sentence");
        assertTrue(refusal.getMessage().contains("bad") && refusal.getMessage().contains(" "),
            "GET-4: that names the attribute");
      }
    }
    assertEquals(Map.of("a", 1L), kit().store().get(session.id()).orElseThrow().attributes().asMap(),
        "GET-4: what was stored stays");
  }

  @Rule("GET-4")
  default void a_name_is_either_refused_or_comes_back() {
    for (String name : List.of("\ud83d", "\ude00x", "x\udfff", "\ude00\ud83d", "cookie")) {
      for (Map<String, Object> values : List.<Map<String, Object>>of(Map.of(name, 1), Map.of("in", Map.of(name, 1)),
          Map.of("in", List.of(Map.of(name, 1))))) {
        Session made;
        try {
          made = kit().store().create(values);
        } catch (AttributeTypeException | IllegalArgumentException refusal) {
          assertTrue(refusal.getMessage() != null && refusal.getMessage().contains(" "),
              "GET-4: refused with a sentence");
          continue;
        }
        assertEquals(made.attributes(), kit().store().get(made.id()).orElseThrow().attributes(),
            "GET-4: what was accepted comes back");
      }
    }
    assertTrue(kit().store().create(Map.of("in", Map.of("cookie", 1))).attributes().asMap().containsKey("in"),
        "GET-4: nested, cookie is a name");
  }

  @Rule("GET-5")
  default void what_is_handed_in_later_changes_nothing() {
    List<Object> list = new ArrayList<>(List.of("a"));
    Map<String, Object> map = new LinkedHashMap<>(Map.of("list", list));
    Map<String, Object> values = new LinkedHashMap<>(Map.of("map", map));
    Session made = kit().store().create(values);
    list.add("b");
    map.put("more", 1);
    values.put("more", 1);
    Map<String, Object> expected = Map.of("map", Map.of("list", List.of("a")));
    assertEquals(expected, made.attributes().asMap(), "GET-5: the session is independent of what it was made from");
    assertEquals(expected, kit().store().get(made.id()).orElseThrow().attributes().asMap(),
        "GET-5: so is what is stored");
  }

  @Rule("GET-5")
  default void what_is_handed_out_is_independent_of_the_store_and_of_each_other() {
    Session made = kit().store().create(Map.of("map", Map.of("list", List.of("a")), "list", List.of("x", "y")));
    Session first = kit().store().get(made.id()).orElseThrow();
    Session second = kit().store().get(made.id()).orElseThrow();
    assertNotSame(first, second, "GET-5: each read hands out its own");
    for (Session session : List.of(made, first)) {
      assertThrows(UnsupportedOperationException.class, () -> session.attributes().asMap().put("no", 1),
          "GET-5: values cannot be changed in place");
      assertThrows(UnsupportedOperationException.class, () -> session.attributes().getList("list").add("no"),
          "GET-5: lists cannot either");
      assertThrows(UnsupportedOperationException.class, () -> session.attributes().getList("list").remove(0),
          "GET-5: lists cannot either");
      assertThrows(UnsupportedOperationException.class,
          () -> ((Map<?, ?>) session.get("map", Map.class).orElseThrow()).clear(), "GET-5: maps cannot either");
      assertThrows(UnsupportedOperationException.class,
          () -> ((List<?>) session.get("map", Map.class).orElseThrow().get("list")).clear(), "GET-5: at any depth");
    }
    String[] mine = first.get("list", String[].class).orElseThrow();
    mine[0] = "changed";
    assertEquals("x", first.get("list", String[].class).orElseThrow()[0], "GET-5: what is read by type is a copy");
    first.with("list", "changed").without("map");
    for (Session session : List.of(first, second, kit().store().get(made.id()).orElseThrow())) {
      assertEquals(made.attributes(), session.attributes(),
          "GET-5: a change makes a new session and leaves all others alone");
    }
  }
}
