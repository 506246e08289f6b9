package dev.sessionstore.tck.probe;

import java.time.Duration;

/**
 * How long the kit waits for what has to come, before it says that the store hangs. Ends a hang; no
 * rule is measured by it.
 */
public final class Patience {

  /** Seconds. */
  public static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("sessionstore.tck.patience", 120));

  /**
   * For a call that may wait for a statement held at a gate: the gate opens first, and says what
   * was not done.
   */
  public static final Duration LONGER = LIMIT.multipliedBy(2);

  private Patience() {}
}
