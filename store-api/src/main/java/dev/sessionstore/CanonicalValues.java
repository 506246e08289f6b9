package dev.sessionstore;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts values to the types that a session can hold, and back. Messages never contain a value,
 * and causes are dropped, since Jackson's messages quote values. Thread-safe.
 */
final class CanonicalValues {

  /** The maximum nesting of lists and maps. */
  static final int MAX_DEPTH = 200;

  /**
   * The maximum length of an integer or unscaled decimal: some 90,000 digits. The time to parse one
   * grows with the square of its length.
   */
  private static final int MAX_BITS = 300_000;

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS) // or an object without properties would be lost silently
      .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
      .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
      .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID) // a ZonedDateTime keeps its region
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private CanonicalValues() {}

  /**
   * Converts a value to a canonical one.
   *
   * @param name the attribute's name, for messages
   * @param value any value
   * @return the canonical value
   * @throws AttributeTypeException when it cannot be stored
   */
  static @Nullable Object canonical(String name, @Nullable Object value) {
    return canonical(name, value, 0);
  }

  private static @Nullable Object canonical(String name, @Nullable Object value, int depth) {
    requireFlat(name, depth);
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      Object known = number(name, number);
      if (known != null) {
        return known;
      }
    }
    if (value instanceof Collection<?> items) {
      return list(name, items, depth);
    }
    if (value instanceof Map<?, ?> entries) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          throw new AttributeTypeException("The attribute " + name
              + " holds a map with a key that is null or no String; make all keys Strings.", null);
        }
        map.put(key, canonical(name, entry.getValue(), depth + 1));
      }
      return Collections.unmodifiableMap(map);
    }
    if (value.getClass().isArray() && !(value instanceof byte[]) && !(value instanceof char[])) {
      List<@Nullable Object> items = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        items.add(Array.get(value, i));
      }
      return list(name, items, depth);
    }
    return node(name, tree(name, value), depth);
  }

  private static void requireFlat(String name, int depth) {
    if (depth > MAX_DEPTH) {
      throw new AttributeTypeException("The attribute " + name + " is nested deeper than " + MAX_DEPTH
          + " levels, or holds itself; store a flatter value.", null);
    }
  }

  /** Returns null for a kind of number that only Jackson may know. */
  private static @Nullable Object number(String name, Number value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return value.longValue();
    }
    if (value instanceof BigInteger whole) {
      return whole(name, whole);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.scale() == 0
          ? whole(name, decimal.unscaledValue())
          : bounded(name, decimal, decimal.unscaledValue());
    }
    if (value instanceof Double || value instanceof Float) {
      double finite = value.doubleValue();
      if (Double.isNaN(finite) || Double.isInfinite(finite)) {
        throw new AttributeTypeException("The attribute " + name
            + " holds NaN or an infinity; JSON has no such number, store null or a text.", null);
      }
      BigDecimal decimal = new BigDecimal(value.toString());
      return decimal.scale() == 0 ? decimal.setScale(1) : decimal; // stays a decimal
    }
    return null;
  }

  private static Object whole(String name, BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : bounded(name, value, value);
  }

  private static Object bounded(String name, Number value, BigInteger digits) {
    if (digits.bitLength() > MAX_BITS) {
      throw new AttributeTypeException(
          "The attribute " + name + " holds a number of more than 90000 digits; store it as a text.", null);
    }
    return value;
  }

  private static List<@Nullable Object> list(String name, Iterable<?> items, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object item : items) {
      list.add(canonical(name, item, depth + 1));
    }
    return Collections.unmodifiableList(list);
  }

  private static JsonNode tree(String name, Object value) {
    try {
      return MAPPER.valueToTree(value);
    } catch (RuntimeException | StackOverflowError e) { // a getter that throws, a cycle, or no properties
      throw new AttributeTypeException("The attribute " + name + " of type " + value.getClass().getName()
          + " cannot be turned into JSON (" + e.getClass().getSimpleName()
          + "); store a record or bean with readable properties and without cycles, or plain values.", null);
    }
  }

  private static @Nullable Object node(String name, JsonNode node, int depth) {
    requireFlat(name, depth);
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        map.put(property.getKey(), node(name, property.getValue(), depth + 1));
      }
      return Collections.unmodifiableMap(map);
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (JsonNode child : node) {
        list.add(node(name, child, depth + 1));
      }
      return Collections.unmodifiableList(list);
    }
    if (node.isNumber()) {
      return number(name, node.numberValue());
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asString();
  }

  /**
   * Converts a canonical value to a type.
   *
   * @param name the attribute's name, for messages
   * @param value a canonical value
   * @param type the type
   * @param <T> that type
   * @return the converted value
   * @throws AttributeTypeException when the value does not fit
   */
  @SuppressWarnings("unchecked") // boxed or read as the type asked for
  static <T> T as(String name, Object value, Class<T> type) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    Object read = boxed.isInstance(value) ? value
        : value instanceof Number number && Number.class.isAssignableFrom(boxed)
            ? number(number, boxed)
        : null;
    if (read == null) {
      read = converted(value, boxed);
    }
    if (read == null) {
      throw new AttributeTypeException("The attribute " + name + " is stored as " + kind(value).getSimpleName()
          + " and cannot be read as " + type.getName()
          + "; ask for the type it was put as.", null);
    }
    return (T) read;
  }

  /**
   * Converts integers exactly, and never a decimal to an integer; a floating-point type gets the
   * nearest value, never an infinity. Returns null when the value does not fit.
   */
  private static @Nullable Object number(Number value, Class<?> type) {
    if (type == Double.class) {
      double nearest = value.doubleValue();
      return Double.isInfinite(nearest) ? null : (Object) nearest;
    }
    if (type == Float.class) {
      float nearest = value.floatValue();
      return Float.isInfinite(nearest) ? null : (Object) nearest;
    }
    if (type == BigDecimal.class) {
      return value instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf(value.longValue());
    }
    if (value instanceof Long whole) {
      long exact = whole;
      if (type == Integer.class) {
        return exact == (int) exact ? (Object) (int) exact : null;
      }
      if (type == Short.class) {
        return exact == (short) exact ? (Object) (short) exact : null;
      }
      if (type == Byte.class) {
        return exact == (byte) exact ? (Object) (byte) exact : null;
      }
      return type == BigInteger.class ? BigInteger.valueOf(exact) : null;
    }
    return null;
  }

  /** Returns null when the value does not fit. */
  private static @Nullable Object converted(Object value, Class<?> type) {
    if (type == String.class || type == Boolean.class
        || type.getName().startsWith("java.lang.") && Number.class.isAssignableFrom(type)
        || type == BigInteger.class || type == BigDecimal.class) {
      return null; // a text is no number, whatever it contains
    }
    try {
      Object read = MAPPER.convertValue(value, type);
      // Jackson would read "5" as an Instant and 5 as an enum: the result must be stored as the same
      // kind of value
      boolean same =
          read != null && (value instanceof List || value instanceof Map || kind(value) == kind(canonical("", read)));
      return same ? read : null;
    } catch (RuntimeException | StackOverflowError e) {
      return null;
    }
  }

  private static Class<?> kind(@Nullable Object value) {
    if (value instanceof List) {
      return List.class;
    }
    if (value instanceof Map) {
      return Map.class;
    }
    return value == null ? Void.class : value.getClass();
  }
}
