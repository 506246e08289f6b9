package dev.sessionstore.servlet;

/** What happens to a request whose session cannot be loaded or saved. */
public enum OnStoreDown {
  /** The response is 503; the request's changes to the session are lost. */
  UNAVAILABLE,
  /**
   * The request goes on without a session; one that it creates lasts as long as the request. After
   * a log-out ({@code invalidate}) or a new id ({@code changeSessionId}) that could not be stored
   * the response is still 503. A page that calls {@code getSession(false)} while the database is
   * down finds nothing to invalidate, so a log-out page should call
   * {@code getSession().invalidate()}.
   */
  NO_SESSION
}
