package dev.sessionstore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of saving or rotating a copy.
 *
 * @param status the outcome
 * @param stored the new copy; null unless SAVED
 */
public record SaveResult(Status status, @Nullable Session stored) {

  /** The outcome. */
  public enum Status {
    /** The copy was written. */
    SAVED,
    /** There is no live row: destroyed, expired, or under a new id. Nothing was written. */
    GONE,
    /**
     * Data was written since the copy was read, and stays. Read again, or use
     * {@link SessionStore#update}.
     */
    CONFLICT
  }

  /** {@return the new copy when SAVED, else empty} */
  public Optional<Session> session() {
    return Optional.ofNullable(stored);
  }
}
