package dev.sessionstore.servlet;

import dev.sessionstore.Session;
import dev.sessionstore.types.AttributeTypes.Encoded;
import java.time.Duration;
import java.util.LinkedHashMap;
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

  /** Reserved: the types of those attributes that JSON alone does not tell. */
  static final String TYPES = "@types";

  boolean isEmpty() {
    return put.isEmpty() && removed.isEmpty() && maxAge == null;
  }

  /** {@return a copy with these changes; all else as it is there} */
  Session onto(Session copy) {
    Session changed = copy;
    Map<String, Object> tags = new LinkedHashMap<>(tags(copy));
    for (Map.Entry<String, Encoded> each : put.entrySet()) {
      changed = changed.with(each.getKey(), each.getValue().value());
      if (each.getValue().tag() == null) {
        tags.remove(each.getKey());
      } else {
        tags.put(each.getKey(), each.getValue().tag());
      }
    }
    for (String name : removed) {
      changed = changed.without(name);
      tags.remove(name);
    }
    if (!tags.equals(tags(copy))) {
      changed = tags.isEmpty() ? changed.without(TYPES) : changed.with(TYPES, tags);
    }
    return maxAge == null ? changed : changed.withMaxAge(maxAge);
  }

  /** {@return what a copy holds under a name; null: nothing} */
  static @Nullable Encoded in(Session copy, String name) {
    Object value = copy.get(name);
    return value == null ? null : new Encoded(value, tags(copy).get(name));
  }

  /** Written by this filter alone; something else under that name says nothing about types. */
  @SuppressWarnings("unchecked") // canonical maps have String keys
  private static Map<String, Object> tags(Session copy) {
    return copy.get(TYPES) instanceof Map<?, ?> tags ? (Map<String, Object>) tags : Map.of();
  }
}
