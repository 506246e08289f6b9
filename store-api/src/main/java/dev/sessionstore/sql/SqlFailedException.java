package dev.sessionstore.sql;

import java.sql.SQLException;

/** Carries a {@code SQLException} through code that throws unchecked ones. */
public final class SqlFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Nothing was sent: no connection was to be had. */
  private final boolean unreachable;

  SqlFailedException(String message, SQLException cause, boolean unreachable) {
    super(message, cause);
    this.unreachable = unreachable;
  }

  /** {@return whether no connection was to be had, so that nothing was sent} */
  public boolean unreachable() {
    return unreachable;
  }
}
