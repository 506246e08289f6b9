package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/** An update or rotate lost every attempt within {@code updateTimeout} (UPDATE-4). */
public class SessionConflictException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Constructs an exception.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   */
  public SessionConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
