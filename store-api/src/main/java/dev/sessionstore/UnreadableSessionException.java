package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/** A row's data cannot be read, and the store was told to {@link OnUnreadable#FAIL}. */
public class UnreadableSessionException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * With or without a cause.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   */
  public UnreadableSessionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
