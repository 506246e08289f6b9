package dev.sessionstore.tck.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when told to. Thread-safe. */
public final class VirtualClock implements InstantSource {

  private volatile Instant now;

  /**
   * A clock that stays at one moment.
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
   * Moves the clock.
   *
   * @param by how far
   */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /**
   * Moves the clock to a moment, unless that has passed already.
   *
   * @param then the moment
   */
  public synchronized void advanceTo(Instant then) {
    if (then.isAfter(now)) {
      now = then;
    }
  }
}
