package dev.sessionstore.servlet;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.UnreadableSessionException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The response to a request that the store failed: 503 when it is not available, 500 when it cannot
 * store what the application put into the session. Immutable.
 *
 * @param thrown the exception that was thrown through the application
 */
record ErrorResponse(RuntimeException thrown) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  /**
   * Returns whether the database is not the cause: the session is too large, cannot be encoded, or
   * is unreadable with {@code OnUnreadable.FAIL}.
   */
  static boolean isCallersFault(SessionStoreException e) {
    return e instanceof SessionTooLargeException || e instanceof AttributeTypeException
        || e instanceof UnreadableSessionException;
  }

  /** {@return whether an exception from the application is this failure's, or was caused by it} */
  boolean isBehind(Throwable fromApplication) {
    for (Throwable t = fromApplication; t != null; t = t.getCause()) {
      if (t == thrown) {
        return true;
      }
    }
    return false;
  }

  /** Sends the error instead of what was written before, unless the response is committed. */
  void answer(HttpServletResponse response) {
    boolean down = thrown instanceof StoreUnavailableException;
    if (response.isCommitted()) {
      LOG.error("A session could not be saved, and its response was already committed.", thrown);
      return;
    }
    if (down) {
      LOG.error("The session store is not available: answered 503.", thrown.getCause());
    } else {
      LOG.error("A session could not be stored as the application left it: answered 500; what was stored stays.",
          thrown);
    }
    response.reset();
    try {
      response
          .sendError(down ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    } catch (IOException e) {
      LOG.debug("The browser has gone away.", e);
    }
  }
}
