package dev.sessionstore;

import java.util.Objects;

/**
 * What the browser holds: a secret. Compared exactly (ID-1), never printed (ID-5). Immutable,
 * thread-safe.
 */
public final class SessionId {

  private static final int MAX_LENGTH = 128;

  private final String value;

  private SessionId(String value) {
    this.value = value;
  }

  /**
   * Wraps what a client sent. Never throws for a string: a malformed one is an id that nothing is
   * stored under (ID-2).
   *
   * @param value any text
   * @return the id
   */
  public static SessionId of(String value) {
    return new SessionId(Objects.requireNonNull(value, "value"));
  }

  /**
   * The secret itself, for the cookie.
   *
   * @return the text given to {@link #of}
   */
  public String value() {
    return value;
  }

  /**
   * Whether anything can be stored under this id: 1 to 128 characters, each visible ASCII.
   *
   * @return false for an id that no operation sends to the database
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

  /** {@return a fixed text: ids are secrets} */
  @Override
  public String toString() {
    return "SessionId[secret]";
  }
}
