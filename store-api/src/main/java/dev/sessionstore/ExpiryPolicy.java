package dev.sessionstore;

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
  public static final Duration LONGEST = Duration.ofDays(365L * 8000);

  /** Stands for "no absolute lifetime" in arithmetic: added to any instant it does not overflow. */
  private static final long UNLIMITED = Long.MAX_VALUE / 4;

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
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The option " + option + " is " + value + "; give a duration from one millisecond to 8000 years.");
    }
    return value;
  }

  /** {@return the absolute lifetime in milliseconds, or a number that caps nothing} */
  public long lifetimeMillis() {
    return absoluteLifetime == null ? UNLIMITED : absoluteLifetime.toMillis();
  }

  /**
   * The idle time of a session that slides.
   *
   * @param session the session
   * @return its own in milliseconds, or the store's
   */
  public long idleMillis(Session session) {
    return session.maxAge().orElse(expiration).toMillis();
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
    return session.fixedExpiry()
        .map(fixed -> capped(fixed.toEpochMilli(), createdAt))
        .orElseGet(() -> slide(idleMillis(session), createdAt, now));
  }

  /**
   * The expiry of a session that is used at this moment.
   *
   * @param idle its idle time in milliseconds
   * @param createdAt of its row
   * @param now the moment
   * @return epoch milliseconds
   */
  public long slide(long idle, long createdAt, long now) {
    return capped(now + idle, createdAt);
  }

  private long capped(long wanted, long createdAt) {
    return Math.min(Math.min(wanted, createdAt + lifetimeMillis()), LATEST.toEpochMilli());
  }
}
