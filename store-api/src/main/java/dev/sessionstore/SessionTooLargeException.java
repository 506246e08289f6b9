package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * The encoded document exceeds {@code maxDataBytes}; nothing was sent, and the stored session is
 * unchanged (SET-4).
 */
public class SessionTooLargeException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Constructs an exception.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   */
  public SessionTooLargeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
