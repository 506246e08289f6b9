package dev.sessionstore;

/** What a row whose data cannot be read means to a caller (GET-6). */
public enum OnUnreadable {
  /** Reported to the listener, treated as gone; the row stays for inspection until it expires. */
  DISCARD,
  /** {@link UnreadableSessionException}. */
  FAIL
}
