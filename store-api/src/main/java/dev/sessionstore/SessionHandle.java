package dev.sessionstore;

import java.util.Objects;

/**
 * Identifies a stored session by the key of its row instead of its id. With hashing on it gives no
 * access to the session (ID-4), but can destroy it. With hashing off it is the id, so it is never
 * printed. Immutable and thread-safe.
 */
public final class SessionHandle {

  private final String key;

  private SessionHandle(String key) {
    this.key = key;
  }

  /**
   * Returns the handle of a key obtained from {@link #value()}.
   *
   * @param key any text; one without a row is unknown
   * @return the handle
   */
  public static SessionHandle of(String key) {
    return new SessionHandle(Objects.requireNonNull(key, "key"));
  }

  /**
   * Returns the row's key, for a form field or a page's cursor.
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

  /** {@return a fixed text, since without hashing the key is the id} */
  @Override
  public String toString() {
    return "SessionHandle[secret]";
  }
}
