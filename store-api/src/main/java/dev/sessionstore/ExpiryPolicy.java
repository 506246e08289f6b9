package dev.sessionstore;

import dev.sessionstore.spi.ExpiryTerms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a session dies: a pure function of the session, its creation and now (EXPIRY). Epoch
 * milliseconds throughout.
 *
 * @param expiration idle time of a session without its own
 * @param absoluteLifetime nothing outlives created_at plus this; null: no such end
 */
public record ExpiryPolicy(Duration expiration, @Nullable Duration absoluteLifetime) {

  /** The last instant there is: the end of the year 9999. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** The longest idle time. */
  public static final Duration MAX_DURATION = Duration.ofDays(365L * 8000);

  /**
   * Refuses what leaves no time to live.
   *
   * @param expiration idle time of a session without its own
   * @param absoluteLifetime nothing outlives created_at plus this; null: no such end
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
   * These terms at one moment, as the port takes them.
   *
   * @param now the moment
   * @return the terms
   */
  public ExpiryTerms at(long now) {
    return new ExpiryTerms(now, expiration.toMillis(),
        absoluteLifetime == null ? ExpiryTerms.UNLIMITED : absoluteLifetime.toMillis(), LATEST.toEpochMilli());
  }

  /**
   * The expiry that a write at this moment gives.
   *
   * @param session what is written
   * @param createdAt of its row
   * @param now the moment
   * @return epoch milliseconds; not after now: written dead
   */
  public long expiresAt(Session session, long createdAt, long now) {
    ExpiryTerms terms = at(now);
    return session.fixedExpiry()
        .map(fixed -> terms.capped(fixed.toEpochMilli(), createdAt))
        .orElseGet(() -> terms.slid(createdAt, session.maxAge().map(Duration::toMillis).orElse(null)));
  }
}
