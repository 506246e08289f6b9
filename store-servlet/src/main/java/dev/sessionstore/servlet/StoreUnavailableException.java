package dev.sessionstore.servlet;

import dev.sessionstore.SessionStoreException;

/** Ends a request whose response is to be 503. */
final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreUnavailableException(SessionStoreException cause) {
    super("The session store is not available; the request is answered 503.", cause);
  }
}
