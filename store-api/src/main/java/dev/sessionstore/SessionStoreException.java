package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * Root of what the store throws: a database failure, its cause kept. Holds no session id (ID-5). A
 * failure never sticks: the next call tries afresh.
 */
public class SessionStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The write may have been done all the same. */
  private final boolean outcomeUnknown;

  /**
   * A failure that changed nothing.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   */
  public SessionStoreException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * A failure.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   * @param outcomeUnknown whether the database may have acted all the same
   */
  public SessionStoreException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * {@return whether the write may have been done although it failed: the connection was lost, or
   * the driver stopped waiting, while it ran (ERR-2)}
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
