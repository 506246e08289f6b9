package dev.sessionstore.servlet;

import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.types.AttributeTypes;
import dev.sessionstore.types.AttributeTypes.Encoded;
import dev.sessionstore.types.TypedAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session of one request: the copy that it loaded or last saved, and its changes since. A value
 * is decoded on first use, and is the same object from then on. Guarded by the request's lock.
 */
final class WorkingCopy {

  /**
   * A value that the application has. {@code known} is its encoding when it was decoded or last
   * saved; null: it was put since.
   */
  private record Held(Object value, @Nullable Encoded known) {}

  private final AttributeTypes types;
  private final Map<String, Held> held = new HashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private Session copy;
  private @Nullable Duration newMaxAge;
  private @Nullable SessionId newId;

  /** A {@code copy} without a stamp is not stored yet. */
  WorkingCopy(Session copy, AttributeTypes types) {
    this.copy = copy;
    this.types = types;
  }

  /** {@return the copy as loaded or last saved} */
  Session copy() {
    return copy;
  }

  /** {@return whether the session was ever stored} */
  boolean isStored() {
    return copy.stamp().isPresent();
  }

  /** {@return the id to change to; null: unchanged} */
  @Nullable SessionId newId() {
    return newId;
  }

  /** {@return the id for the browser} */
  SessionId id() {
    return newId == null ? copy.id() : newId;
  }

  void changeId(SessionId drawn) {
    if (isStored()) {
      newId = drawn;
    } else {
      copy = Session.of(drawn, copy.attributes().asMap()).withMaxAge(copy.maxAge().orElse(null));
    }
  }

  /** {@return its own idle time, if any} */
  Optional<Duration> maxAge() {
    return newMaxAge == null ? copy.maxAge() : Optional.of(newMaxAge);
  }

  void setMaxAge(Duration idle) {
    newMaxAge = idle;
  }

  boolean isEmpty() {
    return names().isEmpty();
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(TypedAttributes.of(copy).names());
    names.removeAll(removed);
    names.addAll(held.keySet());
    return names;
  }

  @Nullable Object get(String name) {
    Held in = held.get(name);
    if (in != null) {
      return in.value();
    }
    Encoded stored = removed.contains(name) ? null : stored(name);
    if (stored == null) {
      return null;
    }
    Object value = types.decode(name, stored);
    held.put(name, new Held(value, stored));
    return value;
  }

  private @Nullable Encoded stored(String name) {
    return TypedAttributes.of(copy).get(name);
  }

  void put(String name, Object value) {
    types.encode(name, value); // rejected now, where the application sees why
    held.put(name, new Held(value, null));
    removed.remove(name);
  }

  void remove(String name) {
    held.remove(name);
    if (stored(name) != null) {
      removed.add(name);
    }
  }

  /** {@return the unsaved changes, including values changed in place} */
  Changes changes() {
    Map<String, Encoded> put = new LinkedHashMap<>();
    held.forEach((name, each) -> {
      if (each.known() == null || !AttributeTypes.isImmutable(each.value())) {
        Encoded now = types.encode(name, each.value());
        if (!now.equals(before(name, each))) {
          put.put(name, now);
        }
      }
    });
    return new Changes(put, Set.copyOf(removed), newMaxAge);
  }

  private @Nullable Encoded before(String name, Held each) {
    return each.known() == null ? stored(name) : each.known();
  }

  /** Continues from a newer copy, which contains the changes {@code done}. */
  void saved(Session newer, Changes done) {
    held.replaceAll((name, each) -> new Held(each.value(), done.put().getOrDefault(name, before(name, each))));
    copy = newer;
    newId = null;
    newMaxAge = null;
    removed.clear();
  }

  /** Continues from a copy with a later expiry. */
  void touched(Session slid) {
    copy = slid;
  }
}
