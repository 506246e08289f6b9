package dev.sessionstore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's values, canonical: null, String, Boolean, Long, BigInteger (beyond 64 bits only),
 * BigDecimal, List, Map with String keys, at most 200 levels deep, numbers of at most some 90,000
 * digits. Anything else becomes one of these when put: smaller whole numbers Long, floating ones
 * BigDecimal, a BigDecimal of scale 0 a whole number; arrays and sets List; {@code byte[]} base64
 * text; {@code char}, {@code java.time} types, UUIDs and enums (by name) text; an Optional its
 * value or null; records and beans Map. Immutable, thread-safe.
 */
public final class Attributes {

  private static final Attributes EMPTY = new Attributes(Map.of());

  private final Map<String, @Nullable Object> values;

  private Attributes(Map<String, @Nullable Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** {@return no values} */
  public static Attributes empty() {
    return EMPTY;
  }

  /**
   * Values made canonical, in the given order.
   *
   * @param values any
   * @return the attributes
   * @throws AttributeTypeException when one cannot be stored
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
   * With a value put.
   *
   * @param name any but {@code cookie}
   * @param value made canonical; null is a value
   * @return the new attributes
   * @throws AttributeTypeException when it cannot be stored
   * @throws IllegalArgumentException when the name is null or the reserved {@code cookie}
   */
  public Attributes with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.put(requireFree(name), CanonicalValues.canonical(name, value));
    return new Attributes(changed);
  }

  /**
   * With a value removed.
   *
   * @param name its name; an absent one is no error
   * @return the new attributes
   */
  public Attributes without(String name) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.remove(name);
    return new Attributes(changed);
  }

  /** {@return the names, in order} */
  public Set<String> names() {
    return values.keySet();
  }

  /** {@return an unmodifiable view} */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /** {@return how many} */
  public int size() {
    return values.size();
  }

  /**
   * A value as stored.
   *
   * @param name its name
   * @return the canonical value; null when absent or null
   */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /**
   * A value by type. Whole numbers are read exactly or not at all; a decimal is never read as a
   * whole number, a text never as a number or boolean; {@code Double} and {@code Float} get the
   * nearest value. A bean's unknown properties are left out.
   *
   * @param name its name
   * @param type what to read it as: a canonical type, a number, Instant, UUID, an enum, a record, a
   *   bean, or an array of these for a list
   * @param <T> that type
   * @return the value; empty when absent or null
   * @throws AttributeTypeException when it is something else
   */
  public <T> Optional<T> get(String name, Class<T> type) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(CanonicalValues.as(name, value, type));
  }

  /**
   * A whole number.
   *
   * @param name its name
   * @param fallback returned when absent or null
   * @return the number
   * @throws AttributeTypeException when it is something else
   */
  public long getLong(String name, long fallback) {
    return get(name, Long.class).orElse(fallback);
  }

  /**
   * A text.
   *
   * @param name its name
   * @param fallback returned when absent or null
   * @return the text
   * @throws AttributeTypeException when it is something else
   */
  public String getString(String name, String fallback) {
    return get(name, String.class).orElse(fallback);
  }

  /**
   * A truth value.
   *
   * @param name its name
   * @param fallback returned when absent or null
   * @return the truth value
   * @throws AttributeTypeException when it is something else
   */
  public boolean getBoolean(String name, boolean fallback) {
    return get(name, Boolean.class).orElse(fallback);
  }

  /**
   * A list.
   *
   * @param name its name
   * @return the list; empty when absent or null
   * @throws AttributeTypeException when it is something else
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

  /** {@return their number alone} */
  @Override
  public String toString() {
    return "Attributes[" + values.size() + "]";
  }
}
