package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/** An attribute cannot be stored, or is not of the type asked for. */
public class AttributeTypeException extends SessionStoreException {

  private static final long serialVersionUID = 1L;

  /**
   * With or without a cause.
   *
   * @param message a sentence, without any session id
   * @param cause what lies beneath, or null
   */
  public AttributeTypeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
