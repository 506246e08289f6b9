package dev.sessionstore.spi;

import org.jspecify.annotations.Nullable;

/**
 * A failed row operation, and what the failure means. A backend throws it, so that the engine need
 * not know SQLStates or other details of the storage. Any other exception from a write counts as
 * {@link Effect#UNKNOWN}.
 */
public final class SessionTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it failed. */
  public enum Kind {
    /** A row with this key exists, or another unique index of the user's rejected the row. */
    KEY_TAKEN,
    /** It collided with others and was rolled back (deadlock, serialisation failure): repeat it. */
    REPEATABLE,
    /** The storage cannot be reached, or the connection to it broke. */
    UNAVAILABLE,
    /** The table does not exist. */
    TABLE_MISSING,
    /** Anything else. */
    OTHER
  }

  /** What was done. */
  public enum Effect {
    /** Nothing was done. */
    NOTHING_DONE,
    /** It is unknown whether it was done. */
    UNKNOWN,
    /** It was done; only its result is missing. */
    DONE
  }

  /** Why it failed. */
  private final Kind kind;

  /** What was done. */
  private final Effect effect;

  /**
   * Constructs an exception.
   *
   * @param kind why it failed
   * @param effect what was done
   * @param message a sentence without keys or data
   * @param cause the storage's exception, or null
   */
  public SessionTableException(Kind kind, Effect effect, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.effect = effect;
  }

  /** {@return the exception for a taken key, with nothing done} */
  public static SessionTableException keyTaken() {
    return new SessionTableException(Kind.KEY_TAKEN, Effect.NOTHING_DONE, "A row with this key exists.", null);
  }

  /** {@return why it failed} */
  public Kind kind() {
    return kind;
  }

  /** {@return what was done} */
  public Effect effect() {
    return effect;
  }

  /**
   * Returns whether the first exception of this class in a failure's chain of causes is a taken
   * key.
   *
   * @param failure any exception
   * @return true for {@link Kind#KEY_TAKEN}
   */
  public static boolean isKeyTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SessionTableException table) {
        return table.kind == Kind.KEY_TAKEN;
      }
    }
    return false;
  }
}
