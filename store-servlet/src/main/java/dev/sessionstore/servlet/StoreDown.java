package dev.sessionstore.servlet;

/** What becomes of a request whose session the database does not give or take. */
public enum StoreDown {
  /** It is answered 503; nothing it did to the session is kept. */
  UNAVAILABLE,
  /** It goes on as if nobody had a session; one that it makes lives as long as the request. */
  NO_SESSION
}
