package dev.sessionstore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a session, each in a canonical type: null, String, Boolean, Long, BigInteger
 * (beyond 64 bits only), BigDecimal, List, or Map with String keys, at most 200 levels deep, with
 * numbers of at most some 90,000 digits. Any other value is converted when it is put: smaller
 * integers become Long, floating-point numbers BigDecimal, and a BigDecimal of scale 0 an integer;
 * arrays and sets become List; {@code byte[]} becomes base64 text; {@code char}, {@code java.time}
 * types, UUIDs and enums (by name) become text; an Optional becomes its value or null; records and
 * beans become Map. Immutable and thread-safe.
 */
public final class Attributes {

  private static final Attributes EMPTY = new Attributes(Map.of());

  private final Map<String, @Nullable Object> values;

  private Attributes(Map<String, @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** {@return attributes without any value} */
  public static Attributes empty() {
    return EMPTY;
  }

  /**
   * Returns attributes with these values, converted, in the given order.
   *
   * @param values the values by name
   * @return the attributes
   * @throws AttributeTypeException when a value cannot be stored
   * @throws IllegalArgumentException when a name is null or the reserved {@code cookie}
   */
  public static Attributes of(Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
    values.forEach((name, value) -> canonical.put(requireFree(name), CanonicalValues.canonical(name, value)));
    return new Attributes(canonical);
  }

  private static String requireFree(@Nullable String name) {
    if (name == null) {
      throw new IllegalArgumentException("An attribute's name is null; give it a text, any but cookie.");
    }
    if (name.equals("cookie")) {
      throw new IllegalArgumentException("The attribute name cookie is reserved; "
          + "use withCookie for cookie facts, withMaxAge or withFixedExpiry for expiry.");
    }
    return name;
  }

  /**
   * Returns these attributes with a value put.
   *
   * @param name any name but {@code cookie}
   * @param value any value, converted; null is a value
   * @return the new attributes
   * @throws AttributeTypeException when the value cannot be stored
   * @throws IllegalArgumentException when the name is null or the reserved {@code cookie}
   */
  public Attributes with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.put(requireFree(name), CanonicalValues.canonical(name, value));
    return new Attributes(changed);
  }

  /**
   * Returns these attributes without a value.
   *
   * @param name the name; it may be absent
   * @return the new attributes
   */
  public Attributes without(String name) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.remove(name);
    return new Attributes(changed);
  }

  /** {@return the names, in the order they were put} */
  public Set<String> names() {
    return values.keySet();
  }

  /** {@return the canonical values by name, unmodifiable} */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /** {@return the number of values} */
  public int size() {
    return values.size();
  }

  /**
   * Returns a value as stored.
   *
   * @param name the name
   * @return the canonical value; null when absent or null
   */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /**
   * Returns a value as a given type. Integers are read exactly or not at all; a decimal is never
   * read as an integer, nor a text as a number or boolean; {@code Double} and {@code Float} get the
   * nearest value. Properties that a bean does not have are ignored.
   *
   * @param name the name
   * @param type a canonical type, a number, Instant, UUID, an enum, a record, a bean, or an array
   *   of these for a list
   * @param <T> that type
   * @return the value; empty when absent or null
   * @throws AttributeTypeException when the value is not of that type
   */
  public <T> Optional<T> get(String name, Class<T> type) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(CanonicalValues.as(name, value, type));
  }

  /**
   * Returns an integer.
   *
   * @param name the name
   * @param fallback the result when the value is absent or null
   * @return the value
   * @throws AttributeTypeException when it has another type
   */
  public long getLong(String name, long fallback) {
    return get(name, Long.class).orElse(fallback);
  }

  /**
   * Returns a text.
   *
   * @param name the name
   * @param fallback the result when the value is absent or null
   * @return the value
   * @throws AttributeTypeException when it has another type
   */
  public String getString(String name, String fallback) {
    return get(name, String.class).orElse(fallback);
  }

  /**
   * Returns a boolean.
   *
   * @param name the name
   * @param fallback the result when the value is absent or null
   * @return the value
   * @throws AttributeTypeException when it has another type
   */
  public boolean getBoolean(String name, boolean fallback) {
    return get(name, Boolean.class).orElse(fallback);
  }

  /**
   * Returns a list.
   *
   * @param name the name
   * @return the list; empty when absent or null
   * @throws AttributeTypeException when it has another type
   */
  @SuppressWarnings("unchecked") // canonical lists hold canonical values
  public List<@Nullable Object> getList(String name) {
    return (List<@Nullable Object>) get(name, List.class).orElse(List.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes a && values.equals(a.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** {@return a text with the number of values only} */
  @Override
  public String toString() {
    return "Attributes[" + values.size() + "]";
  }
}
