package dev.sessionstore.servlet;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.ExpiryPolicy;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements the specification's session on a {@link WorkingCopy}: which calls are valid when, and
 * which listeners are called. Thread-safe, for the threads that one request may use.
 */
final class HttpSessionAdapter implements HttpSession {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  private final WorkingCopy working;
  private final FilterOptions options;
  private final ServletContext servletContext;
  private final RequestLock lock;
  private final Consumer<WorkingCopy> onInvalidate;
  private final boolean isNew;
  private final Instant createdAt;
  private boolean valid = true;

  /** {@code onInvalidate} is called with the lock held, after the session has become invalid. */
  HttpSessionAdapter(WorkingCopy working, FilterOptions options, ServletContext servletContext, RequestLock lock,
      Consumer<WorkingCopy> onInvalidate) {
    this.working = working;
    this.options = options;
    this.servletContext = servletContext;
    this.lock = lock;
    this.onInvalidate = onInvalidate;
    this.isNew = !working.isStored();
    this.createdAt = working.copy().stamp().map(Session.Stamp::createdAt)
        .orElseGet(() -> options.storeOptions().clock().instant());
  }

  WorkingCopy working() {
    return working;
  }

  /** Marks the session as ended, since its row is gone: further calls are rejected. */
  void gone() {
    valid = false;
  }

  String changeId(SessionId drawn) {
    String old = working.id().value();
    working.changeId(drawn);
    options.listeners().idChanged(this, old);
    return drawn.value();
  }

  @Override
  public String getId() {
    return lock.get(() -> working.id().value());
  }

  @Override
  public long getCreationTime() {
    return whileValid(createdAt::toEpochMilli);
  }

  /** Exact to the store's {@code touchInterval}, since not each access is written. */
  @Override
  public long getLastAccessedTime() {
    return whileValid(() -> working.copy().stamp().map(Session.Stamp::updatedAt).orElse(createdAt).toEpochMilli());
  }

  @Override
  public ServletContext getServletContext() {
    return servletContext;
  }

  /** Zero or less: no idle time; the store's {@code absoluteLifetime} still applies. */
  @Override
  public void setMaxInactiveInterval(int seconds) {
    lock.run(() -> working.setMaxAge(seconds <= 0 ? ExpiryPolicy.MAX_DURATION : Duration.ofSeconds(seconds)));
  }

  @Override
  public int getMaxInactiveInterval() {
    return lock.get(() -> {
      Duration idle = working.maxAge().orElse(options.storeOptions().expiration());
      return idle.equals(ExpiryPolicy.MAX_DURATION) ? -1 : (int) Math.min(Integer.MAX_VALUE, idle.toSeconds());
    });
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return whileValid(() -> working.get(name));
  }

  /**
   * Returns the value for listeners; null if it cannot be decoded, so that a value whose type is no
   * longer declared can still be replaced and removed.
   */
  private @Nullable Object readable(String name) {
    try {
      return working.get(name);
    } catch (AttributeTypeException e) {
      LOG.warn("The attribute {} could not be read; no listener is called for its removal.", name, e);
      return null;
    }
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return whileValid(() -> Collections.enumeration(working.names()));
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    Objects.requireNonNull(name, "An attribute's name is null; give it a text.");
    if (value == null) {
      removeAttribute(name);
      return;
    }
    whileValid(() -> {
      Object before = readable(name);
      working.put(name, value);
      options.listeners().put(this, name, before, value);
      return value;
    });
  }

  @Override
  public void removeAttribute(String name) {
    whileValid(() -> {
      Object before = readable(name);
      working.remove(name);
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
      for (String name : working.names()) {
        Object value = readable(name);
        if (value != null) {
          options.listeners().removed(this, name, value);
        }
      }
      valid = false;
      onInvalidate.accept(working);
      return null;
    });
  }

  @Override
  public boolean isNew() {
    return whileValid(() -> isNew);
  }

  private <T extends @Nullable Object> T whileValid(Supplier<T> access) {
    return lock.get(() -> {
      if (!valid) {
        throw new IllegalStateException(
            "This session has ended: invalidated, or gone from the store; call getSession() for a new one.");
      }
      return access.get();
    });
  }

  /** {@return a fixed text, since the id is a secret and the values may be confidential} */
  @Override
  public String toString() {
    return "HttpSession[secret]";
  }
}
