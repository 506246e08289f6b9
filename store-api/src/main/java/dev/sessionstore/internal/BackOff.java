package dev.sessionstore.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/** Jittered pauses that double up to a bound. Thread-safe. */
final class BackOff {

  private static final long FIRST_NANOS = 200_000;
  private static final long LONGEST_NANOS = 20_000_000;

  private final LongConsumer pauseNanos;

  BackOff(LongConsumer pauseNanos) {
    this.pauseNanos = pauseNanos;
  }

  /** After the n-th failed attempt, from 1. */
  void pause(int attempt) {
    long most = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(attempt, 20));
    pauseNanos.accept(ThreadLocalRandom.current().nextLong(most) + 1);
  }
}
