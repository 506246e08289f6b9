package dev.sessionstore.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. Thread-safe. */
public final class VirtualClock implements InstantSource {

  private volatile Instant now;

  /**
   * A clock that stands.
   *
   * @param start where it begins
   */
  public VirtualClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves.
   *
   * @param by how far
   */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Moves there, unless it is there or later already. */
  synchronized void advanceTo(Instant then) {
    if (then.isAfter(now)) {
      now = then;
    }
  }
}
