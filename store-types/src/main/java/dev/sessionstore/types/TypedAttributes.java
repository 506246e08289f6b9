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
 * its own name; its tag, if it has one, is in one more member, {@code @types}, a map of attribute
 * name to tag. That member is not an attribute: no method here returns it or changes it directly.
 *
 * <p>
 * A session written by something that knows no tags has none, and its values are read as JSON tells
 * them. Immutable and thread-safe.
 */
public final class TypedAttributes {

  /** In databases; never to be renamed. */
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

  /** What is no map under that name was written by somebody else, and says nothing about types. */
  @SuppressWarnings("unchecked") // canonical maps have String keys
  private static Map<String, Object> stored(Session session) {
    return session.get(TYPES) instanceof Map<?, ?> tags ? (Map<String, Object>) tags : Map.of();
  }

  static boolean isReserved(String name) {
    return name.equals(TYPES) || name.equals("cookie");
  }

  /**
   * Returns the names of the attributes that have a value, in the order in which they are stored.
   *
   * @return an unmodifiable set
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(session.attributes().names());
    names.removeIf(name -> get(name) == null);
    return Collections.unmodifiableSet(names);
  }

  /**
   * Returns what is stored under a name, for {@link AttributeTypes#decode}.
   *
   * @param name an attribute's name
   * @return value and tag, or null if there is no such attribute, its value is null, or the name is
   * a reserved one
   */
  public @Nullable Encoded get(String name) {
    Object value = isReserved(name) ? null : session.get(name);
    return value == null ? null : new Encoded(value, tags.get(name));
  }

  /**
   * Returns these attributes with one put, in place of an earlier one of the same name.
   *
   * @param name the attribute's name
   * @param value value and tag, as {@link AttributeTypes#encode} returned them
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
   * @param name the attribute's name; nothing is removed if there is none, or if it is a reserved
   *   one
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
   * Returns the session with these attributes and their tags; everything else is as it was in the
   * session that this began with, its stamp included. If nothing was changed, the session is equal
   * to that one.
   *
   * @return a session that can be saved
   */
  public Session session() {
    if (tags.equals(stored(session))) {
      return session;
    }
    return tags.isEmpty() ? session.without(TYPES) : session.with(TYPES, tags);
  }

  /** {@return the number of attributes alone} */
  @Override
  public String toString() {
    return "TypedAttributes[" + names().size() + "]";
  }
}
