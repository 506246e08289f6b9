package dev.sessionstore.servlet;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.ExpiryPolicy;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.types.AttributeTypes;
import dev.sessionstore.types.AttributeTypes.Encoded;
import dev.sessionstore.types.TypedAttributes;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's session: a copy from the store and what the request has done to it so far.
 * Thread-safe, for the threads that one request may use; the lock is the request's.
 */
final class StoredHttpSession implements HttpSession {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  /**
   * A value the application has in hands. {@code known}: how it was encoded when it was handed out
   * or last saved; null: put since.
   */
  private record Held(Object value, @Nullable Encoded known) {}

  private final RequestSession request;
  private final FilterOptions options;
  private final ReentrantLock lock;
  private final boolean isNew;
  private final Instant createdAt;
  private final Map<String, Held> held = new HashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private Session copy;
  private @Nullable Duration newMaxAge;
  private @Nullable SessionId newId;
  private boolean valid = true;

  /** {@code copy} without a stamp: no store has seen it. */
  StoredHttpSession(RequestSession request, FilterOptions options, ReentrantLock lock, Session copy) {
    this.request = request;
    this.options = options;
    this.lock = lock;
    this.copy = copy;
    this.isNew = copy.stamp().isEmpty();
    this.createdAt =
        copy.stamp().map(Session.Stamp::createdAt).orElseGet(() -> options.storeOptions().clock().instant());
  }

  /** {@return the copy it rests on: as loaded, or as last saved} */
  Session copy() {
    return copy;
  }

  /** {@return the id it is to move to; null: stays} */
  @Nullable SessionId newId() {
    return newId;
  }

  /** {@return the id that the browser is to hold} */
  SessionId id() {
    return newId == null ? copy.id() : newId;
  }

  boolean isValid() {
    return valid;
  }

  boolean isEmpty() {
    return names().isEmpty();
  }

  /** {@return what this request has changed and not saved, values changed in place included} */
  Changes changes() {
    Map<String, Encoded> put = new LinkedHashMap<>();
    held.forEach((name, each) -> {
      if (each.known() == null || !AttributeTypes.isImmutable(each.value())) {
        Encoded now = options.types().encode(name, each.value());
        Encoded before = each.known() == null ? stored(name) : each.known();
        if (!now.equals(before)) {
          put.put(name, now);
        }
      }
    });
    return new Changes(put, Set.copyOf(removed), newMaxAge);
  }

  /** Rests on a newer copy from now on; {@code done} is in it. */
  void saved(Session newer, Changes done) {
    held.replaceAll((name, each) -> {
      Encoded before = each.known() == null ? stored(name) : each.known();
      return new Held(each.value(), done.put().getOrDefault(name, before));
    });
    copy = newer;
    newId = null;
    newMaxAge = null;
    removed.clear();
  }

  /** Its row is gone: nothing of this request is kept. */
  void gone() {
    valid = false;
  }

  /** A slid expiry. */
  void touched(Session slid) {
    copy = slid;
  }

  String changeId(SessionId drawn) {
    String old = id().value();
    if (copy.stamp().isPresent()) {
      newId = drawn;
    } else {
      copy = Session.of(drawn, copy.attributes().asMap()).withMaxAge(copy.maxAge().orElse(null));
    }
    options.listeners().idChanged(this, old);
    return drawn.value();
  }

  @Override
  public String getId() {
    return locked(() -> id().value());
  }

  @Override
  public long getCreationTime() {
    return whileValid(createdAt::toEpochMilli);
  }

  /** As exact as the store's {@code touchInterval}: it does not write each access. */
  @Override
  public long getLastAccessedTime() {
    return whileValid(() -> copy.stamp().map(Session.Stamp::updatedAt).orElse(createdAt).toEpochMilli());
  }

  @Override
  public ServletContext getServletContext() {
    return request.servletContext();
  }

  /** Zero or less: no idle time ends it; the store's {@code absoluteLifetime} still does. */
  @Override
  public void setMaxInactiveInterval(int seconds) {
    locked(() -> newMaxAge = seconds <= 0 ? ExpiryPolicy.LONGEST : Duration.ofSeconds(seconds));
  }

  @Override
  public int getMaxInactiveInterval() {
    return locked(() -> {
      Duration idle = newMaxAge != null ? newMaxAge : copy.maxAge().orElse(options.storeOptions().expiration());
      return idle.equals(ExpiryPolicy.LONGEST) ? -1 : (int) Math.min(Integer.MAX_VALUE, idle.toSeconds());
    });
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return whileValid(() -> value(name));
  }

  private @Nullable Object value(String name) {
    Held in = held.get(name);
    if (in != null) {
      return in.value();
    }
    Encoded stored = removed.contains(name) ? null : stored(name);
    if (stored == null) {
      return null;
    }
    Object value = options.types().decode(name, stored);
    held.put(name, new Held(value, stored));
    return value;
  }

  /**
   * For listeners alone: a stored value of a type that is declared no more can be replaced and
   * removed.
   */
  private @Nullable Object readable(String name) {
    try {
      return value(name);
    } catch (AttributeTypeException e) {
      LOG.warn("The attribute {} could not be read: no listener is told of its end.", name, e);
      return null;
    }
  }

  private @Nullable Encoded stored(String name) {
    return TypedAttributes.of(copy).get(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return whileValid(() -> Collections.enumeration(names()));
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(TypedAttributes.of(copy).names());
    names.removeAll(removed);
    names.addAll(held.keySet());
    return names;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    Objects.requireNonNull(name, "An attribute's name is null; give it a text.");
    if (value == null) {
      removeAttribute(name);
      return;
    }
    whileValid(() -> {
      options.types().encode(name, value); // refused now, where the application can see why
      Object before = readable(name);
      held.put(name, new Held(value, null));
      removed.remove(name);
      options.listeners().put(this, name, before, value);
      return value;
    });
  }

  @Override
  public void removeAttribute(String name) {
    whileValid(() -> {
      Object before = readable(name);
      held.remove(name);
      if (stored(name) != null) {
        removed.add(name);
      }
      if (before != null) {
        options.listeners().removed(this, name, before);
      }
      return before;
    });
  }

  @Override
  public void invalidate() {
    whileValid(() -> {
      options.listeners().destroyed(this);
      for (String name : names()) {
        Object value = readable(name);
        if (value != null) {
          options.listeners().removed(this, name, value);
        }
      }
      valid = false;
      request.invalidated(this);
      return null;
    });
  }

  @Override
  public boolean isNew() {
    return whileValid(() -> isNew);
  }

  private <T extends @Nullable Object> T whileValid(Access<T> access) {
    return locked(() -> {
      if (!valid) {
        throw new IllegalStateException(
            "This session has ended: invalidated, or gone from the store; call getSession() for a new one.");
      }
      return access.run();
    });
  }

  private <T extends @Nullable Object> T locked(Access<T> access) {
    lock.lock();
    try {
      return access.run();
    } finally {
      lock.unlock();
    }
  }

  private interface Access<T extends @Nullable Object> {
    T run();
  }

  /** {@return a fixed text: the id is a secret, the values are the user's} */
  @Override
  public String toString() {
    return "HttpSession[secret]";
  }
}
