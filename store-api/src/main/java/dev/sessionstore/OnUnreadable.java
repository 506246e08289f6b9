package dev.sessionstore;

/** How a row whose data cannot be read is treated (GET-6). */
public enum OnUnreadable {
  /** It is reported to the listener and treated as gone; the row stays until it expires. */
  DISCARD,
  /** It causes an {@link UnreadableSessionException}. */
  FAIL
}
