package dev.sessionstore.spi;

import org.jspecify.annotations.Nullable;

/**
 * What decides how far a session's life reaches at one moment, all in milliseconds. The formula is
 * written here once; SQL says the same in its own words.
 *
 * @param now the store's clock
 * @param idle the idle time of a row without its own
 * @param lifetime no row outlives its creation by more; {@link #UNLIMITED} for no such end
 * @param latest the last instant there is
 */
public record ExpiryTerms(long now, long idle, long lifetime, long latest) {

  /** A lifetime that ends nothing: added to any instant it does not overflow. */
  public static final long UNLIMITED = Long.MAX_VALUE / 4;

  /**
   * The expiry of a row that is used now: now plus its idle time, within its lifetime.
   *
   * @param createdAt of the row
   * @param maxAge the row's own idle time; null: the store's
   * @return epoch milliseconds
   */
  public long slid(long createdAt, @Nullable Long maxAge) {
    return capped(now + (maxAge == null ? idle : maxAge), createdAt);
  }

  /**
   * An expiry within a row's lifetime.
   *
   * @param wanted epoch milliseconds
   * @param createdAt of the row
   * @return the earliest of what is wanted, the end of the lifetime and the last instant there is
   */
  public long capped(long wanted, long createdAt) {
    return Math.min(Math.min(wanted, createdAt + lifetime), latest);
  }
}
