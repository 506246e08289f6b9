package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * The table is not what the store needs; the message names each difference and the statement that
 * fixes it (TABLE-3).
 */
public class TableMismatchException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Constructs an exception.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   */
  public TableMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
