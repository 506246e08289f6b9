package dev.sessionstore.servlet;

/** What {@code HttpSession.invalidate} does to the stored session. */
public enum Unset {
  /** Its row is deleted at once. */
  DESTROY,
  /**
   * The browser is told to forget it; the row, with what it held when it was loaded, lives until it
   * expires. Whoever kept the id can still use it.
   */
  KEEP
}
