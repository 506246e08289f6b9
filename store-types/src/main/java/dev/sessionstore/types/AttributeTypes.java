package dev.sessionstore.types;

import dev.sessionstore.AttributeTypeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attributes as plain JSON, and back as the types they were put as. What JSON does not tell is said
 * by a tag of a fixed vocabulary, by a declaration under the attribute's name, or, opt-in, by Java
 * serialisation. No class is ever loaded by a name that was stored. Lists come back as ArrayList,
 * sets as LinkedHashSet, maps as LinkedHashMap, all mutable. Messages name attributes and classes,
 * never values. Immutable, thread-safe.
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
   * An attribute as it is stored. Equal values encode equal, so that encoding again shows whether
   * one was changed.
   *
   * @param value canonical
   * @param tag canonical as well; null where value, or declaration, tells the type
   */
  public record Encoded(Object value, @Nullable Object tag) {}

  public static Builder builder() {
    return new Builder();
  }

  /** Throws {@link AttributeTypeException} for what would not come back as it is. */
  public Encoded encode(String name, Object value) {
    SerializedType serial = serialized.get(name);
    if (serial != null) {
      return new Encoded(serial.encode(value), JAVA);
    }
    DeclaredType type = declared.get(name);
    return type == null ? new TaggedValues(name).encode(value) : new Encoded(type.encode(value), null);
  }

  /**
   * A new value at each call. Throws {@link AttributeTypeException} where value, tag and
   * declaration do not fit each other.
   */
  public Object decode(String name, Object stored, @Nullable Object tag) {
    if (JAVA.equals(tag)) {
      SerializedType serial = serialized.get(name);
      if (serial == null) {
        throw new AttributeTypeException("The attribute " + name
            + " is stored as Java serialisation, and no declaration allows that; declare it: serializable(\"" + name
            + "\", its classes), or remove the attribute.", null);
      }
      return serial.decode(stored);
    }
    DeclaredType type = declared.get(name);
    if (type == null) {
      return new TaggedValues(name).decode(stored, tag);
    }
    if (tag != null) {
      throw new AttributeTypeException("The attribute " + name + " was stored as something else than " + type
          + ", which it is declared as; remove the attribute, or take back the declaration.", null);
    }
    return type.decode(stored);
  }

  /**
   * Whether it cannot have changed since it was encoded: no list, set, map, array, Date, nor
   * anything declared but enums.
   */
  public static boolean isImmutable(Object value) {
    if (value instanceof Enum) {
      return true;
    }
    ScalarType<?> scalar = ScalarType.of(value);
    return scalar != null && scalar.immutable();
  }

  /** What an application declares; each refusal an IllegalArgumentException. Not thread-safe. */
  public static final class Builder {

    private final Map<String, DeclaredType> declared = new HashMap<>();
    private final Map<String, SerializedType> serialized = new HashMap<>();

    private Builder() {}

    /** A record, a bean, an enum, an array of these. */
    public Builder declare(String name, Class<?> type) {
      return declare(name, DeclaredType.Shape.ONE, type);
    }

    public Builder declareList(String name, Class<?> element) {
      return declare(name, DeclaredType.Shape.LIST, element);
    }

    /** Keys are Strings. */
    public Builder declareMap(String name, Class<?> value) {
      return declare(name, DeclaredType.Shape.MAP, value);
    }

    private Builder declare(String name, DeclaredType.Shape shape, Class<?> type) {
      requireFree(name);
      declared.put(name, new DeclaredType(name, shape, type));
      return this;
    }

    /**
     * Java serialisation of the allowed classes, by exact class, and of those in
     * {@link AllowedClasses}.
     */
    public Builder serialize(String name, Set<Class<?>> allowed) {
      requireFree(name);
      serialized.put(name, new SerializedType(name, new AllowedClasses(name, allowed)));
      return this;
    }

    private void requireFree(String name) {
      if (declared.containsKey(name) || serialized.containsKey(name)) {
        throw new IllegalArgumentException("The attribute " + name + " is declared twice; declare it once.");
      }
    }

    public AttributeTypes build() {
      return new AttributeTypes(this);
    }
  }
}
