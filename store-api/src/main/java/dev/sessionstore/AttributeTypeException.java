package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/** An attribute cannot be stored, or is not of the type asked for. */
public class AttributeTypeException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * Constructs an exception.
   *
   * @param message a sentence, without any session id
   * @param cause the cause, or null
   */
  public AttributeTypeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
