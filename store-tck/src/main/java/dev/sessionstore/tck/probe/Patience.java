package dev.sessionstore.tck.probe;

import java.time.Duration;

/**
 * How long the kit waits before it says that the store hangs. No rule depends on it. For the kit's
 * rules.
 */
public final class Patience {

  /** How long one wait may take; set in seconds by {@code sessionstore.tck.patience}. */
  public static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("sessionstore.tck.patience", 120));

  /**
   * How long to wait for a call that may wait at a gate: longer, so that the gate fails first, with
   * the better message.
   */
  public static final Duration LONGER = LIMIT.multipliedBy(2);

  private Patience() {}
}
