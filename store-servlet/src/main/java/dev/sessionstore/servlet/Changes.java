package dev.sessionstore.servlet;

import dev.sessionstore.Session;
import dev.sessionstore.types.AttributeTypes.Encoded;
import dev.sessionstore.types.TypedAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request did to a session, apart from any copy of it, so that it can be replayed on a
 * newer one. Immutable.
 *
 * @param put attributes by name
 * @param removed names
 * @param maxAge its new idle time; null: unchanged
 */
record Changes(Map<String, Encoded> put, Set<String> removed, @Nullable Duration maxAge) {

  boolean isEmpty() {
    return put.isEmpty() && removed.isEmpty() && maxAge == null;
  }

  /** {@return a copy with these changes; all else as it is there} */
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
