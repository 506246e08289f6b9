package dev.sessionstore.internal;

import dev.sessionstore.AttributeTypeException;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The value model: what a session can hold, and how anything else becomes that. Thread-safe. */
public final class CanonicalValues {

  /** Deepest nesting of lists and maps. */
  public static final int DEEPEST = 200;

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CanonicalValues() {}

  /**
   * Makes a value canonical.
   *
   * @param name of the attribute, for messages
   * @param value anything
   * @return the canonical value
   * @throws AttributeTypeException when it cannot be stored
   */
  public static @Nullable Object canonical(String name, @Nullable Object value) {
    return canonical(name, value, 0);
  }

  private static @Nullable Object canonical(String name, @Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new AttributeTypeException("The attribute " + name + " is nested deeper than " + DEEPEST + " levels, or holds itself; store a flatter value.", null);
    }
    if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger whole) {
      return whole.compareTo(LEAST) >= 0 && whole.compareTo(MOST) <= 0 ? (Object) whole.longValue() : whole;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.scale() == 0 ? canonical(name, decimal.unscaledValue(), depth) : decimal;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new AttributeTypeException("The attribute " + name + " is not a finite number; JSON has no such value, store null or a text.", null);
      }
      return canonical(name, new BigDecimal(value.toString()), depth);
    }
    if (value instanceof Collection<?> items) {
      return list(name, items, depth);
    }
    if (value instanceof Map<?, ?> entries) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          throw new AttributeTypeException("The attribute " + name + " holds a map whose keys are not all Strings; make them Strings.", null);
        }
        map.put(requireWhole(key), canonical(name, entry.getValue(), depth + 1));
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

  /**
   * Refuses a name that could be written but not read: the JSON parser takes half a surrogate pair in values alone (GET-4).
   *
   * @param name of an attribute, or a key of a map within one
   * @return the name
   * @throws AttributeTypeException when it holds half a surrogate pair
   */
  public static String requireWhole(String name) {
    if (name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new AttributeTypeException("The name of an attribute, or a key of a map in one, holds half a surrogate pair, "
          + "which cannot be read back; leave it out of the name.", null);
    }
    return name;
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
    } catch (JacksonException e) {
      throw new AttributeTypeException("The attribute " + name + " of " + value.getClass().getName() + " cannot be turned into JSON; store a record, a bean or plain values.", e);
    }
  }

  private static @Nullable Object node(String name, JsonNode node, int depth) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties().forEach(p -> map.put(p.getKey(), p.getValue()));
      map.replaceAll((key, child) -> node(name, (JsonNode) java.util.Objects.requireNonNull(child), depth + 1));
      return canonical(name, map, depth);
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (JsonNode child : node) {
        list.add(node(name, child, depth + 1));
      }
      return canonical(name, list, depth);
    }
    if (node.isNumber()) {
      return canonical(name, node.numberValue(), depth);
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asString();
  }

  /**
   * Reads a canonical value as a type.
   *
   * @param name of the attribute, for messages
   * @param value canonical
   * @param type wanted
   * @param <T> that type
   * @return the value
   * @throws AttributeTypeException when it is something else
   */
  public static <T> T as(String name, Object value, Class<T> type) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    boolean text = value instanceof String;
    boolean number = value instanceof Number;
    if (!(type == String.class || type == Boolean.class || Number.class.isAssignableFrom(type) && (text || !number || value instanceof BigDecimal && type == Long.class))) {
      try {
        T read = MAPPER.convertValue(value, type);
        if (read != null) {
          return read;
        }
      } catch (JacksonException e) {
        throw new AttributeTypeException(misfit(name, value, type), null);
      }
    }
    throw new AttributeTypeException(misfit(name, value, type), null);
  }

  private static String misfit(String name, Object value, Class<?> type) {
    return "The attribute " + name + " is stored as " + value.getClass().getSimpleName() + " and cannot be read as " + type.getName() + "; ask for the type it was put as.";
  }
}
