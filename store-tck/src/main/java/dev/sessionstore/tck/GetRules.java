package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static dev.sessionstore.tck.Kit.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading. */
interface GetRules extends RuleGroup {

  @Rule({"GET-1", "GET-2"})
  default void a_session_lives_until_its_deadline_and_not_a_millisecond_longer() {
    assertEquals(Optional.empty(), kit().store().get(ID));
    SessionId id = kit().store().create(Map.of()).id();
    kit().clock().advance(DAY.minusMillis(1));
    assertTrue(kit().store().get(id).isPresent(), "GET-2: alive one millisecond before");
    kit().clock().advance(Duration.ofMillis(1));
    assertEquals(Optional.empty(), kit().store().get(id), "GET-2: dead at its deadline");
  }

  @Rule("GET-4")
  default void what_comes_back_equals_what_went_in() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("text", "a\"b'c$ \u0000\u001f\u2028 \ud83d\ude00 \ud83d lone");
    values.put("long", Long.MIN_VALUE);
    values.put("big", BigInteger.TWO.pow(90));
    values.put("decimal", new BigDecimal("1.00"));
    values.put("flag", true);
    values.put("nothing", null);
    values.put("list", List.of(1L, "x", List.of(), Map.of("k", "v")));
    values.put("a.b \"$c\"", Map.of("", ""));
    values.put("large", "\u20ac".repeat(400_000));
    Session session = kit().store().create(values);
    assertEquals(session.attributes(), kit().store().get(session.id()).orElseThrow().attributes(), "GET-4: every kind of value survives");
    assertThrows(RuntimeException.class, () -> session.with("nan", Double.NaN), "GET-4: NaN is refused");
  }

  @Rule(value = "GET-3", needs = Capability.SQL)
  default void reading_writes_nothing() throws Exception {
    SessionId id = kit().store().create(Map.of("user", "ada")).id();
    List<Map<String, @Nullable String>> before = kit().jdbc().rows("select * from " + kit().table());
    kit().clock().advance(DAY.minusMillis(1));
    kit().store().get(id);
    kit().clock().advance(Duration.ofMillis(1));
    kit().store().get(id);
    assertEquals(before, kit().jdbc().rows("select * from " + kit().table()), "GET-3: the row is as it was, live or dead");
  }
}
