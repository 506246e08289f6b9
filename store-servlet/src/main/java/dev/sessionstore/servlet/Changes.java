package dev.sessionstore.servlet;

import dev.sessionstore.Session;
import dev.sessionstore.types.AttributeTypes.Encoded;
import dev.sessionstore.types.TypedAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one request made to a session, independent of a copy, so that they can be
 * applied to a newer one. Immutable.
 *
 * @param put the attributes that were put, by name
 * @param removed the names of those that were removed
 * @param maxAge the new idle time; null: unchanged
 */
record Changes(Map<String, Encoded> put, Set<String> removed, @Nullable Duration maxAge) {

  boolean isEmpty() {
    return put.isEmpty() && removed.isEmpty() && maxAge == null;
  }

  /** {@return the copy with these changes applied} */
  Session onto(Session copy) {
    TypedAttributes attributes = TypedAttributes.of(copy);
    for (Map.Entry<String, Encoded> each : put.entrySet()) {
      attributes = attributes.with(each.getKey(), each.getValue());
    }
    for (String name : removed) {
      attributes = attributes.without(name);
    }
    Session changed = attributes.session();
    return maxAge == null ? changed : changed.withMaxAge(maxAge);
  }
}
