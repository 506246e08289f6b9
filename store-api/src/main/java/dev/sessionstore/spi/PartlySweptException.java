package dev.sessionstore.spi;

import java.util.List;

/**
 * For backends that delete one by one: {@link SessionTable#sweepReturning} failed after it had
 * removed some rows, which stay removed. The engine reports those to the listener, and decides by
 * the cause whether to continue.
 */
public final class PartlySweptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> removed;

  /**
   * Constructs an exception.
   *
   * @param removed the keys of the rows removed by this call
   * @param cause the failure after that
   */
  public PartlySweptException(List<String> removed, RuntimeException cause) {
    super("Some rows were removed before the next one failed.", cause); // ID-5: contains no key
    this.removed = List.copyOf(removed);
  }

  /** {@return the keys of the rows removed by this call} */
  public List<String> removed() {
    return removed;
  }
}
