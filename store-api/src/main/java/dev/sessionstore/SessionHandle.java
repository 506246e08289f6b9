package dev.sessionstore;

import java.util.Objects;

/**
 * Names a stored session without its id: the key of its row. With hashing on it opens nothing
 * (ID-4), yet a session can be destroyed through it. With hashing off it is the id, so it is never
 * printed. Immutable, thread-safe.
 */
public final class SessionHandle {

  private final String key;

  private SessionHandle(String key) {
    this.key = key;
  }

  /**
   * Wraps a key kept from {@link #value()}.
   *
   * @param key any text; one that names no row is simply unknown
   * @return the handle
   */
  public static SessionHandle of(String key) {
    return new SessionHandle(Objects.requireNonNull(key, "key"));
  }

  /**
   * The row's key, for a form field or a page's cursor.
   *
   * @return the text given to {@link #of}
   */
  public String value() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionHandle handle && key.equals(handle.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** {@return a fixed text: without hashing the key is the id} */
  @Override
  public String toString() {
    return "SessionHandle[secret]";
  }
}
