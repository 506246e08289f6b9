package dev.sessionstore;

import dev.sessionstore.spi.ExpiryTerms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Computes when a session expires: a pure function of the session, its creation and the time of use
 * (EXPIRY). Times are epoch milliseconds.
 *
 * @param expiration the idle time of a session without its own
 * @param absoluteLifetime the maximum time from created_at to expiry; null: no limit
 */
public record ExpiryPolicy(Duration expiration, @Nullable Duration absoluteLifetime) {

  /** The latest possible expiry: the end of the year 9999. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** The maximum idle time. */
  public static final Duration MAX_DURATION = Duration.ofDays(365L * 8000);

  /**
   * Rejects durations shorter than a millisecond or longer than {@link #MAX_DURATION}.
   *
   * @param expiration the idle time of a session without its own
   * @param absoluteLifetime the maximum time from created_at to expiry; null: no limit
   */
  public ExpiryPolicy {
    requirePositive("expiration", expiration);
    if (absoluteLifetime != null) {
      requirePositive("absoluteLifetime", absoluteLifetime);
    }
  }

  static Duration requirePositive(String option, Duration value) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          "The option " + option + " is " + value + "; give a duration from one millisecond to 8000 years.");
    }
    return value;
  }

  /**
   * Returns the terms of this policy at a time, as the port takes them.
   *
   * @param now the time
   * @return the terms
   */
  public ExpiryTerms at(long now) {
    return new ExpiryTerms(now, expiration.toMillis(),
        absoluteLifetime == null ? ExpiryTerms.UNLIMITED : absoluteLifetime.toMillis(), LATEST.toEpochMilli());
  }

  /**
   * Returns the expiry that a write at a time gives a session.
   *
   * @param session the session to write
   * @param createdAt the creation time of its row
   * @param now the time
   * @return the expiry; if it is not after now, the session is expired already
   */
  public long expiresAt(Session session, long createdAt, long now) {
    ExpiryTerms terms = at(now);
    return session.fixedExpiry()
        .map(fixed -> terms.capped(fixed.toEpochMilli(), createdAt))
        .orElseGet(() -> terms.slid(createdAt, session.maxAge().map(Duration::toMillis).orElse(null)));
  }
}
