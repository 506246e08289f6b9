package dev.sessionstore.types;

import dev.sessionstore.AttributeTypeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns attribute values of any class into plain JSON values and back into what they were. JSON
 * itself tells texts, truth values, 64-bit and longer whole numbers, decimals with a scale, lists
 * and maps with String keys. Everything else is told in one of three ways:
 * <ul>
 * <li>by a tag of a fixed vocabulary, which needs no declaration: the other numbers, {@code char},
 * {@code java.time}, Date, UUID, Locale, URI, Currency, sets, and arrays of all these;
 * <li>by a declaration under the attribute's name: records, beans and enums;
 * <li>by Java serialisation, for those attributes alone for which it is declared, and limited to
 * declared classes and a few of the JDK's.
 * </ul>
 *
 * <p>
 * No class is loaded by a name that was stored. Lists come back as ArrayList, sets as
 * LinkedHashSet, maps as LinkedHashMap, all mutable. What would not come back as what it is, is
 * refused when it is encoded. Messages name attributes and classes, never values.
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
   * An attribute as it is stored. Two of them are equal if value and tag are. Encoding an unchanged
   * value again gives an equal one, so that a host can tell whether a value was changed in place.
   *
   * @param value a canonical value, see {@link dev.sessionstore.Attributes}
   * @param tag a canonical value too; null if the value itself, or its declaration, tells the type
   */
  public record Encoded(Object value, @Nullable Object tag) {

    /** {@return a fixed text: the value is the user's} */
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
   * @return the value as it is to be stored
   * @throws AttributeTypeException if the value would not come back as it is: its class has to be
   *   declared, is another than the declared one, or holds something that is not stored
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
   * @param stored the value as it was stored
   * @return the value
   * @throws AttributeTypeException if value, tag and declaration do not fit each other
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
   * Returns whether a value cannot have changed since it was encoded, and need not be encoded again
   * to find out. True for enums and for everything with a tag of its own but Date and arrays; false
   * for all else, immutable records included.
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
   * Collects an application's declarations: each attribute's name at most once. Not thread-safe.
   */
  public static final class Builder {

    private final Map<String, DeclaredType> declared = new HashMap<>();
    private final Map<String, SerializedType> serialized = new HashMap<>();

    private Builder() {}

    /**
     * Declares an attribute that holds a record, a bean, an enum, or an array of these.
     *
     * @param name the attribute's name
     * @param type the class of its values, exactly
     * @return this builder
     * @throws IllegalArgumentException if the name is declared already, or the class needs no
     *   declaration or does not say what is in it
     */
    public Builder attribute(String name, Class<?> type) {
      return declare(name, DeclaredType.Shape.ONE, type);
    }

    /**
     * Declares an attribute that holds a list of records, beans or enums. It may hold nulls.
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
     * Declares an attribute that holds a map from String to records, beans or enums. Its values may
     * be null.
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
     * Stores an attribute by Java serialisation, for what cannot be JSON. Classes are allowed one
     * by one, superclasses that are serialisable too. Strings, boxed and big numbers,
     * {@code java.time}, Date, UUID, Locale, the usual collections of {@code java.util} and arrays
     * of allowed classes always are. Other classes are refused when written and when read, before
     * any of their code runs; so is a value of more than 100,000 objects, 20 levels or 16 MiB.
     *
     * @param name the attribute's name
     * @param allowed the classes that it may hold
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
     * Returns the types as declared so far. The builder can be used further without changing them.
     *
     * @return the types
     */
    public AttributeTypes build() {
      return new AttributeTypes(this);
    }
  }
}
