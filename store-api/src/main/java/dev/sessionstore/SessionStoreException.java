package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * The superclass of what the store throws when the database fails; it keeps the cause. Its message
 * contains no session id (ID-5). A failure does not affect the next call.
 */
public class SessionStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whether the write may have been done. */
  private final boolean outcomeUnknown;

  /**
   * Constructs an exception for a failure that changed nothing.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   */
  public SessionStoreException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * Constructs an exception.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   * @param outcomeUnknown whether the database may have done the write
   */
  public SessionStoreException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * {@return whether the write may have been done: the connection was lost, or the driver stopped
   * waiting, while it ran (ERR-2)}
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
