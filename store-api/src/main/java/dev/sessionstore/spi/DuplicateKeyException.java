package dev.sessionstore.spi;

/** For backends without SQLState: the key is taken. */
public final class DuplicateKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The key is taken. */
  public DuplicateKeyException() {
    super("A row with this key exists.");
  }
}
