package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * The encoded document exceeds {@code maxDataBytes}; nothing was sent, what was stored stays
 * (SET-4).
 */
public class SessionTooLargeException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * With or without a cause.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   */
  public SessionTooLargeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
