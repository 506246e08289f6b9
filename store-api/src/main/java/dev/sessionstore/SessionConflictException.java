package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/** An update could not get through within {@code updateTimeout} (UPDATE-4). */
public class SessionConflictException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * With or without a cause.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   */
  public SessionConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
