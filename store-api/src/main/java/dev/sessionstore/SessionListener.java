package dev.sessionstore;

/**
 * Receives events after the statement has succeeded, on the calling thread (the sweeper's for a
 * sweep), with no connection held. Events carry handles, never ids. What a listener throws is
 * logged and changes nothing (EVENT). Implementations must be thread-safe.
 */
public interface SessionListener {

  /** Ignores all events. */
  SessionListener NONE = new SessionListener() {};

  /**
   * A session was created.
   *
   * @param handle its row
   */
  default void created(SessionHandle handle) {}

  /**
   * Data was written by set, save or update.
   *
   * @param handle its row
   */
  default void saved(SessionHandle handle) {}

  /**
   * The expiry was extended by touch.
   *
   * @param handle its row
   */
  default void touched(SessionHandle handle) {}

  /**
   * A session got a new id.
   *
   * @param before its old row
   * @param after its new row
   */
  default void rotated(SessionHandle before, SessionHandle after) {}

  /**
   * A session was removed by destroy, or by a write whose expiry had passed.
   *
   * @param handle its row
   */
  default void destroyed(SessionHandle handle) {}

  /**
   * Sessions were removed by destroyBy.
   *
   * @param column the column's name
   * @param count the number of rows
   */
  default void destroyedBy(String column, int count) {}

  /**
   * An expired session was removed by this store's sweep; sent at most once per row over all
   * stores.
   *
   * @param handle its row
   */
  default void expired(SessionHandle handle) {}

  /** {@return whether {@link #expired} is wanted; then a sweep also reads the rows it deletes} */
  default boolean listensToExpired() {
    return false;
  }

  /**
   * A row's data cannot be read.
   *
   * @param handle the row
   * @param cause what the codec threw
   */
  default void unreadable(SessionHandle handle, RuntimeException cause) {}

  /**
   * A sweep has finished.
   *
   * @param result what it did
   */
  default void sweepFinished(SweepResult result) {}

  /**
   * A sweep has failed; the next one still runs.
   *
   * @param cause why
   */
  default void sweepFailed(RuntimeException cause) {}
}
