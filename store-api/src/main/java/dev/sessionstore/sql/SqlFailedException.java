package dev.sessionstore.sql;

import org.jspecify.annotations.Nullable;

/** Carries a {@code SQLException} through code that throws unchecked ones, and what is known of it beside its state. */
public final class SqlFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Null: what the cause says. */
  private final @Nullable SqlFailure meaning;

  SqlFailedException(String message, Exception cause, @Nullable SqlFailure meaning) {
    super(message, cause);
    this.meaning = meaning;
  }

  @Nullable SqlFailure meaning() {
    return meaning;
  }

  /** {@return whether no connection was to be had, so that nothing was sent} */
  public boolean unreachable() {
    return meaning == SqlFailure.UNREACHABLE;
  }
}
