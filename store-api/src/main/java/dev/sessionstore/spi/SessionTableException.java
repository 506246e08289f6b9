package dev.sessionstore.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a failed row operation means, in the port's words. A backend throws it, so that the engine
 * need not know SQLStates, or files, or whatever is below. Any other exception from a write counts
 * as {@link Effect#UNKNOWN}: nobody has said that nothing was done.
 */
public final class SessionTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it failed. */
  public enum Kind {
    /** A row with this key exists, or another unique index of the user's refused it. */
    KEY_TAKEN,
    /** It lost against others and was undone (a deadlock, a serialisation failure): repeat it. */
    REPEATABLE,
    /** The storage cannot be reached, or the connection to it broke. */
    UNAVAILABLE,
    /** The table does not exist. */
    TABLE_MISSING,
    /** Anything else. */
    OTHER
  }

  /** What it left behind. */
  public enum Effect {
    /** Nothing: it is as if it had not been tried. */
    NOTHING_DONE,
    /** Nobody can say whether it was done. */
    UNKNOWN,
    /** It was done; only its result was lost. */
    DONE
  }

  /** Why. */
  private final Kind kind;

  /** What it left. */
  private final Effect effect;

  /**
   * A failure.
   *
   * @param kind why it failed
   * @param effect what it left behind
   * @param message a sentence without keys or data
   * @param cause what the storage said, or null
   */
  public SessionTableException(Kind kind, Effect effect, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.effect = effect;
  }

  /** {@return a key that is taken, so that nothing was done} */
  public static SessionTableException keyTaken() {
    return new SessionTableException(Kind.KEY_TAKEN, Effect.NOTHING_DONE, "A row with this key exists.", null);
  }

  /** {@return why it failed} */
  public Kind kind() {
    return kind;
  }

  /** {@return what it left behind} */
  public Effect effect() {
    return effect;
  }

  /**
   * Whether a failure says somewhere in its chain of causes that the key was taken.
   *
   * @param failure any
   * @return whether
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
