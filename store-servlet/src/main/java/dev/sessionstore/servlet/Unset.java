package dev.sessionstore.servlet;

/** What {@code HttpSession.invalidate} does to the stored session. */
public enum Unset {
  /** Its row is deleted at once. */
  DESTROY,
  /**
   * The cookie is removed; the row, as it was when it was loaded, stays until it expires. Anyone
   * who kept the id can still use it.
   */
  KEEP
}
