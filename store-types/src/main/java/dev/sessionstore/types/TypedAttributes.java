package dev.sessionstore.types;

import dev.sessionstore.Session;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session with their types. A value is a member of the stored document under
 * its own name; its tag, if any, is in another member, {@code @types}, a map from attribute name to
 * tag. That member is not an attribute: no method here returns it or changes it directly.
 *
 * <p>
 * A session written by something that does not use tags has none, and its values have the types of
 * JSON. Immutable and thread-safe.
 */
public final class TypedAttributes {

  /** Databases contain this name: never change it. */
  private static final String TYPES = "@types";

  private final Session session;
  private final Map<String, Object> tags;

  private TypedAttributes(Session session, Map<String, Object> tags) {
    this.session = session;
    this.tags = Collections.unmodifiableMap(tags);
  }

  /**
   * Returns the attributes of a session.
   *
   * @param session a session, stored or not
   * @return its attributes
   */
  public static TypedAttributes of(Session session) {
    return new TypedAttributes(session, stored(session));
  }

  /** Ignores anything but a map under that name: it was written by something else. */
  @SuppressWarnings("unchecked") // canonical maps have String keys
  private static Map<String, Object> stored(Session session) {
    return session.get(TYPES) instanceof Map<?, ?> tags ? (Map<String, Object>) tags : Map.of();
  }

  static boolean isReserved(String name) {
    return name.equals(TYPES) || name.equals("cookie");
  }

  /**
   * Returns the names of the attributes that have a value, in stored order.
   *
   * @return an unmodifiable set
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(session.attributes().names());
    names.removeIf(name -> get(name) == null);
    return Collections.unmodifiableSet(names);
  }

  /**
   * Returns the stored value of an attribute, for {@link AttributeTypes#decode}.
   *
   * @param name the attribute's name
   * @return value and tag, or null if there is no such attribute, its value is null, or the name is
   * reserved
   */
  public @Nullable Encoded get(String name) {
    Object value = isReserved(name) ? null : session.get(name);
    return value == null ? null : new Encoded(value, tags.get(name));
  }

  /**
   * Returns these attributes with one put, replacing one of the same name.
   *
   * @param name the attribute's name
   * @param value value and tag from {@link AttributeTypes#encode}
   * @return the new attributes
   * @throws IllegalArgumentException if the name is {@code cookie} or {@code @types}
   */
  public TypedAttributes with(String name, Encoded value) {
    requireFree(name);
    Map<String, Object> changed = new LinkedHashMap<>(tags);
    if (value.tag() == null) {
      changed.remove(name);
    } else {
      changed.put(name, value.tag());
    }
    return new TypedAttributes(session.with(name, value.value()), changed);
  }

  static void requireFree(String name) {
    if (isReserved(name)) {
      throw new IllegalArgumentException(
          "The attribute name " + name + " is reserved by the store; choose another one.");
    }
  }

  /**
   * Returns these attributes without one.
   *
   * @param name the attribute's name; it may be absent; a reserved name removes nothing
   * @return the new attributes
   */
  public TypedAttributes without(String name) {
    if (isReserved(name)) {
      return this;
    }
    Map<String, Object> changed = new LinkedHashMap<>(tags);
    changed.remove(name);
    return new TypedAttributes(session.without(name), changed);
  }

  /**
   * Returns the session with these attributes and their tags. Everything else, including the stamp,
   * is that of the original session. Without changes, the result is equal to the original.
   *
   * @return a session that can be saved
   */
  public Session session() {
    if (tags.equals(stored(session))) {
      return session;
    }
    return tags.isEmpty() ? session.without(TYPES) : session.with(TYPES, tags);
  }

  /** {@return a text with the number of attributes only} */
  @Override
  public String toString() {
    return "TypedAttributes[" + names().size() + "]";
  }
}
