package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * The table is not what the store needs; the message names each difference and the statement that
 * mends it (TABLE-3).
 */
public class TableMismatchException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * With or without a cause.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   */
  public TableMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
