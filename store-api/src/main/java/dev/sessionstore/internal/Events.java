package dev.sessionstore.internal;

import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the listener, after the statement and with no connection held (EVENT-1).
 * Thread-safe, as the listener must be.
 */
final class Events {

  private static final Logger LOG = LoggerFactory.getLogger("dev.sessionstore");

  private final SessionListener listener;

  Events(SessionListener listener) {
    this.listener = listener;
  }

  boolean listensToExpired() {
    return listener.listensToExpired();
  }

  void tell(Consumer<SessionListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException e) { // EVENT-2; its message is not logged, as it may contain secrets
      LOG.warn("A session listener threw {}; the operation stands.", e.getClass().getName());
    }
  }

  /** SWEEP-6: logged as well, since no caller gets the exception. */
  void sweepFailed(RuntimeException failure) {
    LOG.warn("A sweep of expired sessions failed; the next one still runs.", failure);
    tell(l -> l.sweepFailed(failure));
  }

  static SessionHandle handle(String key) {
    return SessionHandle.of(key);
  }
}
