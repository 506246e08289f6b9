package dev.sessionstore.spi;

import org.jspecify.annotations.Nullable;

/**
 * What determines the expiry of a session used at one time, all in milliseconds. The statements of
 * SQL backends compute the same formula.
 *
 * @param now the time by the store's clock
 * @param idle the idle time of a row without its own
 * @param lifetime the maximum time from creation to expiry; {@link #UNLIMITED} for no limit
 * @param latest the latest possible expiry
 */
public record ExpiryTerms(long now, long idle, long lifetime, long latest) {

  /** A lifetime without effect, which does not overflow when added to a time. */
  public static final long UNLIMITED = Long.MAX_VALUE / 4;

  /**
   * Returns the expiry of a row that is used now: now plus its idle time, within its lifetime.
   *
   * @param createdAt the row's creation time
   * @param maxAge the row's own idle time; null: the store's
   * @return epoch milliseconds
   */
  public long slid(long createdAt, @Nullable Long maxAge) {
    return capped(now + (maxAge == null ? idle : maxAge), createdAt);
  }

  /**
   * Returns an expiry capped at the end of a row's lifetime.
   *
   * @param wanted epoch milliseconds
   * @param createdAt the row's creation time
   * @return the earliest of the wanted expiry, the end of the lifetime and the latest expiry
   */
  public long capped(long wanted, long createdAt) {
    return Math.min(Math.min(wanted, createdAt + lifetime), latest);
  }
}
