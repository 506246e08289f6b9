package dev.sessionstore.spi;

import java.util.List;

/**
 * For backends that delete one by one: {@link SessionTable#purgeAnswering} failed after it had removed some rows, which stay removed. The
 * engine tells of them, and asks the cause whether to go on.
 */
public final class PartlyPurgedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> removed;

  /**
   * Removed some, then failed.
   *
   * @param removed the keys of the rows removed by this call
   * @param cause what then failed
   */
  public PartlyPurgedException(List<String> removed, RuntimeException cause) {
    super("Some rows were removed before the next one failed.", cause); // ID-5: says no key
    this.removed = List.copyOf(removed);
  }

  /** {@return the keys of the rows removed by this call} */
  public List<String> removed() {
    return removed;
  }
}
