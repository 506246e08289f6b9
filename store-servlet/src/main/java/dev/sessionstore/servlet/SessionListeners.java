package dev.sessionstore.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the application's listeners and bound values. What one throws is logged and changes
 * nothing.
 */
record SessionListeners(List<EventListener> listeners) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  SessionListeners {
    for (EventListener each : listeners) {
      if (!(each instanceof HttpSessionListener || each instanceof HttpSessionIdListener
          || each instanceof HttpSessionAttributeListener)) {
        throw new IllegalArgumentException("The listener " + each.getClass().getName()
            + " is told nothing; give an HttpSessionListener, HttpSessionIdListener or HttpSessionAttributeListener.");
      }
    }
  }

  void created(HttpSession session) {
    tell(HttpSessionListener.class, l -> l.sessionCreated(new HttpSessionEvent(session)));
  }

  void destroyed(HttpSession session) {
    tell(HttpSessionListener.class, l -> l.sessionDestroyed(new HttpSessionEvent(session)));
  }

  void idChanged(HttpSession session, String old) {
    tell(HttpSessionIdListener.class, l -> l.sessionIdChanged(new HttpSessionEvent(session), old));
  }

  /**
   * Calls in the specification's order: valueBound of the new value before valueUnbound of the old.
   */
  void put(HttpSession session, String name, @Nullable Object before, Object now) {
    if (before != now && now instanceof HttpSessionBindingListener bound) {
      guarded(() -> bound.valueBound(new HttpSessionBindingEvent(session, name, now)));
    }
    if (before != null && before != now) {
      unbound(session, name, before);
    }
    if (before == null) {
      tell(HttpSessionAttributeListener.class, l -> l.attributeAdded(new HttpSessionBindingEvent(session, name, now)));
    } else {
      tell(HttpSessionAttributeListener.class,
          l -> l.attributeReplaced(new HttpSessionBindingEvent(session, name, before)));
    }
  }

  void removed(HttpSession session, String name, Object before) {
    unbound(session, name, before);
    tell(HttpSessionAttributeListener.class,
        l -> l.attributeRemoved(new HttpSessionBindingEvent(session, name, before)));
  }

  private static void unbound(HttpSession session, String name, Object value) {
    if (value instanceof HttpSessionBindingListener bound) {
      guarded(() -> bound.valueUnbound(new HttpSessionBindingEvent(session, name, value)));
    }
  }

  private <L> void tell(Class<L> kind, Consumer<L> event) {
    for (EventListener each : listeners) {
      if (kind.isInstance(each)) {
        guarded(() -> event.accept(kind.cast(each)));
      }
    }
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("A session listener of the application failed.", e);
    }
  }
}
