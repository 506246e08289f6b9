package dev.sessionstore.types;

import dev.sessionstore.AttributeTypeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts attribute values of any class to plain JSON values and back to their original types.
 * JSON itself distinguishes texts, booleans, 64-bit and longer integers, decimals with a scale,
 * lists and maps with String keys. Every other type is recorded in one of three ways:
 * <ul>
 * <li>by a tag of a fixed vocabulary, without a declaration: the other numbers, {@code char},
 * {@code java.time}, Date, UUID, Locale, URI, Currency, sets, and arrays of all these;
 * <li>by a declaration under the attribute's name: records, beans and enums;
 * <li>by Java serialisation, only for attributes for which it is declared, and limited to declared
 * classes and a few of the JDK's.
 * </ul>
 *
 * <p>
 * No class is loaded by a stored name. Lists are decoded as ArrayList, sets as LinkedHashSet, maps
 * as LinkedHashMap, all mutable. A value that would not be decoded as its own type is rejected when
 * it is encoded. Messages name attributes and classes, never values.
 *
 * <p>
 * Immutable and thread-safe.
 */
public final class AttributeTypes {

  private static final String JAVA = "java";

  private final Map<String, DeclaredType> declared;
  private final Map<String, SerializedType> serialized;

  private AttributeTypes(Builder builder) {
    this.declared = Map.copyOf(builder.declared);
    this.serialized = Map.copyOf(builder.serialized);
  }

  /**
   * An attribute as it is stored. Two are equal if their values and tags are. Encoding an unchanged
   * value again returns an equal one, so a host can detect whether a value was changed in place.
   *
   * @param value a canonical value, see {@link dev.sessionstore.Attributes}
   * @param tag a canonical value too; null if the type follows from the value or its declaration
   */
  public record Encoded(Object value, @Nullable Object tag) {

    /** {@return a fixed text, since the value may be confidential} */
    @Override
    public String toString() {
      return "Encoded[secret]";
    }
  }

  /**
   * Returns a builder without declarations.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Encodes an attribute's value. The value is not modified and not kept.
   *
   * @param name the attribute's name
   * @param value its value
   * @return the value to store
   * @throws AttributeTypeException if the value would not be decoded as it is: its class must be
   *   declared, is not the declared one, or has content that is not stored
   * @throws IllegalArgumentException if the name is {@code cookie} or {@code @types}, which are
   *   reserved
   */
  public Encoded encode(String name, Object value) {
    TypedAttributes.requireFree(name);
    SerializedType serial = serialized.get(name);
    if (serial != null) {
      return new Encoded(serial.encode(value), JAVA);
    }
    DeclaredType type = declared.get(name);
    return type == null ? new TaggedValues(name).encode(value) : new Encoded(type.encode(value), null);
  }

  /**
   * Decodes an attribute's value. Each call returns a new one.
   *
   * @param name the attribute's name
   * @param stored the stored value
   * @return the value
   * @throws AttributeTypeException if value, tag and declaration do not match
   */
  public Object decode(String name, Encoded stored) {
    Object tag = stored.tag();
    if (JAVA.equals(tag)) {
      SerializedType serial = serialized.get(name);
      if (serial == null) {
        throw new AttributeTypeException("The attribute " + name
            + " is stored as Java serialisation, and no declaration allows that; declare it: serializable(\"" + name
            + "\", its classes), or remove the attribute.", null);
      }
      return serial.decode(stored.value());
    }
    DeclaredType type = declared.get(name);
    if (type == null) {
      return new TaggedValues(name).decode(stored.value(), tag);
    }
    if (tag != null) {
      throw new AttributeTypeException("The attribute " + name + " was stored as something else than " + type
          + ", which it is declared as; remove the attribute, or take back the declaration.", null);
    }
    return type.decode(stored.value());
  }

  /**
   * Returns whether a value is known to be immutable, so that it need not be encoded again to
   * detect a change. True for enums and for every type with its own tag except Date and arrays;
   * false for all others, including immutable records.
   *
   * @param value an attribute's value
   * @return true if it is known to be immutable
   */
  public static boolean isImmutable(Object value) {
    if (value instanceof Enum) {
      return true;
    }
    ScalarType<?> scalar = ScalarType.of(value);
    return scalar != null && scalar.immutable();
  }

  /**
   * Builds types from an application's declarations, at most one per attribute name. Not
   * thread-safe.
   */
  public static final class Builder {

    private final Map<String, DeclaredType> declared = new HashMap<>();
    private final Map<String, SerializedType> serialized = new HashMap<>();

    private Builder() {}

    /**
     * Declares an attribute whose values are records, beans, enums, or arrays of these.
     *
     * @param name the attribute's name
     * @param type the class of its values, exactly
     * @return this builder
     * @throws IllegalArgumentException if the name is declared already, or the class needs no
     *   declaration or does not determine its content
     */
    public Builder attribute(String name, Class<?> type) {
      return declare(name, DeclaredType.Shape.ONE, type);
    }

    /**
     * Declares an attribute whose values are lists of records, beans or enums. Elements may be
     * null.
     *
     * @param name the attribute's name
     * @param element the class of the list's elements, exactly
     * @return this builder
     * @throws IllegalArgumentException as {@link #attribute} does
     */
    public Builder attributeList(String name, Class<?> element) {
      return declare(name, DeclaredType.Shape.LIST, element);
    }

    /**
     * Declares an attribute whose values are maps from String to records, beans or enums. Values of
     * the map may be null.
     *
     * @param name the attribute's name
     * @param value the class of the map's values, exactly
     * @return this builder
     * @throws IllegalArgumentException as {@link #attribute} does
     */
    public Builder attributeMap(String name, Class<?> value) {
      return declare(name, DeclaredType.Shape.MAP, value);
    }

    private Builder declare(String name, DeclaredType.Shape shape, Class<?> type) {
      requireUndeclared(name);
      declared.put(name, new DeclaredType(name, shape, type));
      return this;
    }

    /**
     * Declares that an attribute is stored by Java serialisation, for values that cannot be JSON.
     * Each class must be allowed, including serialisable superclasses. Strings, boxed and big
     * numbers, {@code java.time}, Date, UUID, Locale, the usual collections of {@code java.util}
     * and arrays of allowed classes always are. Other classes are rejected on writing and reading,
     * before any of their code runs; so is a value of more than 100,000 objects, 20 levels or 16
     * MiB.
     *
     * @param name the attribute's name
     * @param allowed the classes that it may contain
     * @return this builder
     * @throws IllegalArgumentException if the name is declared already, or a class can never be in
     *   a serialised value: an interface, or one that is not Serializable
     */
    public Builder serializable(String name, Set<Class<?>> allowed) {
      requireUndeclared(name);
      serialized.put(name, new SerializedType(name, new AllowedClasses(name, allowed)));
      return this;
    }

    private void requireUndeclared(String name) {
      if (declared.containsKey(name) || serialized.containsKey(name)) {
        throw new IllegalArgumentException("The attribute " + name + " is declared twice; declare it once.");
      }
    }

    /**
     * Returns the types as declared so far. The builder can still be used, without changing them.
     *
     * @return the types
     */
    public AttributeTypes build() {
      return new AttributeTypes(this);
    }
  }
}
