package dev.sessionstore.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/** Jittered pauses that double up to a bound. Thread-safe if its functions are. */
final class BackOff {

  private static final long FIRST_NANOS = 200_000;
  private static final long MAX_NANOS = 20_000_000;

  private final LongConsumer pauseNanos;
  private final LongUnaryOperator below;

  BackOff(LongConsumer pauseNanos) {
    this(pauseNanos, bound -> ThreadLocalRandom.current().nextLong(bound));
  }

  /** {@code below} draws a number from 0 to its argument, exclusive. */
  BackOff(LongConsumer pauseNanos, LongUnaryOperator below) {
    this.pauseNanos = pauseNanos;
    this.below = below;
  }

  /** Pauses after the n-th failed attempt, from 1. */
  void pause(int attempt) {
    long most = Math.min(MAX_NANOS, FIRST_NANOS << Math.min(attempt, 20));
    pauseNanos.accept(below.applyAsLong(most) + 1);
  }
}
