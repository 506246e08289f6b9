package dev.sessionstore.servlet;

/** What becomes of a request whose session the database does not give or take. */
public enum StoreDown {
  /** It is answered 503; nothing it did to the session is kept. */
  UNAVAILABLE,
  /**
   * It goes on as if nobody had a session; one that it makes lives as long as the request. A
   * log-out ({@code invalidate}) and a new id ({@code changeSessionId}) that could not be stored
   * are answered 503 all the same. A page that asks {@code getSession(false)} while the database is
   * away finds nothing to invalidate: let a log-out page call {@code getSession().invalidate()}.
   */
  NO_SESSION
}
