package dev.sessionstore.internal;

import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.spi.SessionTableException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws ids for new rows, and rejects malformed ones. Thread-safe if the generator is. */
final class Ids {

  private static final int MAX_DRAWS = 5;

  private final Supplier<String> generator;

  Ids(Supplier<String> generator) {
    this.generator = generator;
  }

  /**
   * Draws ids until one is free, a bounded number of times (CREATE-2).
   *
   * @param old an id that is not allowed either; null: none
   * @param write is tried with each id until the id is not taken
   */
  <T extends @Nullable Object> T underFreeId(@Nullable SessionId old, Function<SessionId, T> write) {
    SessionStoreException taken = null;
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      SessionId id = requireWellFormed(SessionId.of(generator.get()));
      if (id.equals(old)) { // ROTATE-2
        continue;
      }
      try {
        return write.apply(id);
      } catch (SessionStoreException e) {
        if (!SessionTableException.isKeyTaken(e)) {
          throw e;
        }
        taken = e;
      }
    }
    throw new SessionStoreException("No unused id in " + MAX_DRAWS
        + " draws; look at the idGenerator, or at a unique index of your own on the table.", taken);
  }

  static SessionId requireWellFormed(SessionId id) {
    if (!id.isWellFormed()) {
      throw new IllegalArgumentException(
          "The session id is malformed; give 1 to 128 visible ASCII characters, or let create draw one.");
    }
    return id;
  }

  /** ROTATE-6, 7. */
  static void requireAnother(SessionId from, SessionId to) {
    if (requireWellFormed(to).equals(from)) {
      throw new IllegalArgumentException("The id to rotate to is the session's own; draw another one.");
    }
  }
}
