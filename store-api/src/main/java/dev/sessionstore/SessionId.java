package dev.sessionstore;

import java.util.Objects;

/**
 * A session's id, which the browser holds. It is a secret: compared exactly (ID-1) and never
 * printed (ID-5). Immutable and thread-safe.
 */
public final class SessionId {

  private static final int MAX_LENGTH = 128;

  private final String value;

  private SessionId(String value) {
    this.value = value;
  }

  /**
   * Returns the id of a text that a client sent. No text is rejected: nothing is stored under a
   * malformed id (ID-2).
   *
   * @param value any text
   * @return the id
   */
  public static SessionId of(String value) {
    return new SessionId(Objects.requireNonNull(value, "value"));
  }

  /**
   * Returns the secret itself, for the cookie.
   *
   * @return the text given to {@link #of}
   */
  public String value() {
    return value;
  }

  /**
   * Returns whether this id has 1 to 128 characters, each visible ASCII.
   *
   * @return false for an id under which nothing is stored, and that no operation sends to the
   * database
   */
  public boolean isWellFormed() {
    return !value.isEmpty() && value.length() <= MAX_LENGTH && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** {@return a fixed text, since ids are secrets} */
  @Override
  public String toString() {
    return "SessionId[secret]";
  }
}
