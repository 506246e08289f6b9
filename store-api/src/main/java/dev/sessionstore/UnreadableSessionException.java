package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/** A row's data cannot be read, and the option is {@link OnUnreadable#FAIL}. */
public class UnreadableSessionException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Constructs an exception.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   */
  public UnreadableSessionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
