package dev.sessionstore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a copy that was saved or rotated.
 *
 * @param status which of the three
 * @param stored the new copy; null unless SAVED
 */
public record SaveResult(Status status, @Nullable Session stored) {

  /** The three ways it can end. */
  public enum Status {
    /** The row now holds this copy. */
    SAVED,
    /** No live row: destroyed, expired, or its id changed. Nothing was brought back. */
    GONE,
    /**
     * Somebody else wrote data since the copy was read; theirs stays. Read again, or use
     * {@link SessionStore#update}.
     */
    CONFLICT
  }

  /** {@return the new copy when SAVED, else empty} */
  public Optional<Session> session() {
    return Optional.ofNullable(stored);
  }
}
