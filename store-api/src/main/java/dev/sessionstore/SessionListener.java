package dev.sessionstore;

/**
 * Told after the statement has succeeded, on the calling thread (sweep: the sweeper's), with no
 * connection held. Handles, never ids. One that throws is logged and changes nothing (EVENT). Must
 * be thread-safe.
 */
public interface SessionListener {

  /** Told of nothing. */
  SessionListener NONE = new SessionListener() {};

  /**
   * A new session.
   *
   * @param handle its row
   */
  default void created(SessionHandle handle) {}

  /**
   * Data written by set, save or update.
   *
   * @param handle its row
   */
  default void saved(SessionHandle handle) {}

  /**
   * The expiry slid.
   *
   * @param handle its row
   */
  default void touched(SessionHandle handle) {}

  /**
   * A new id.
   *
   * @param before the row that was
   * @param after the row that is
   */
  default void rotated(SessionHandle before, SessionHandle after) {}

  /**
   * Removed by destroy, or by a write with an expiry already past.
   *
   * @param handle its row
   */
  default void destroyed(SessionHandle handle) {}

  /**
   * Removed by destroyBy.
   *
   * @param column its name
   * @param count how many rows
   */
  default void destroyedBy(String column, int count) {}

  /**
   * Removed by this store's sweep: at most once per row over all stores.
   *
   * @param handle its row
   */
  default void expired(SessionHandle handle) {}

  /** {@return whether {@link #expired} is of interest: if so a sweep reads the rows it deletes} */
  default boolean listensToExpired() {
    return false;
  }

  /**
   * A row cannot be read.
   *
   * @param handle its row
   * @param cause why
   */
  default void unreadable(SessionHandle handle, RuntimeException cause) {}

  /**
   * A sweep is over.
   *
   * @param result what it did
   */
  default void sweepFinished(SweepResult result) {}

  /**
   * A sweep failed; the next runs all the same.
   *
   * @param cause why
   */
  default void sweepFailed(RuntimeException cause) {}
}
