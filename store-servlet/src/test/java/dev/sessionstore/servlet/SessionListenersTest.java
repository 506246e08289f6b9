package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The specification's listeners: of sessions, ids, attributes and bound values. */
class SessionListenersTest {

  /** Records its events. */
  private record Recorder(List<String> told)
      implements HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
      told.add("created " + event.getSession().isNew());
      throw new IllegalStateException("a listener's failure changes nothing");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      told.add("destroyed " + event.getSession().getAttribute("b"));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String old) {
      told.add("id " + !old.equals(event.getSession().getId()));
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
      told.add("added " + event.getName() + event.getValue());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
      told.add("replaced " + event.getName() + event.getValue());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
      told.add("removed " + event.getName() + event.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void listeners_are_told(Container container) throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        HttpSession session = request.getSession();
        session.setAttribute("a", 1);
        session.setAttribute("a", 2);
        session.removeAttribute("a");
        session.setAttribute("b", 3);
      }).page("/end", (request, response) -> {
        request.changeSessionId();
        request.getSession().invalidate();
      }).on(container, b -> b.listener(new Recorder(told)));
      Browser browser = site.browser();
      browser.get("/");
      assertThat(told).containsExactly("created true", "added a1", "replaced a1", "removed a2", "added b3");
      told.clear();
      assertThat(browser.get("/end").statusCode()).isEqualTo(200);
      assertThat(told).containsExactly("id true", "destroyed 3", "removed b3");
      assertThat(site.store.length()).isZero();
    }
  }

  private static final List<String> BOUND = new CopyOnWriteArrayList<>();

  /** A value that is a listener. */
  record Bound(String name) implements HttpSessionBindingListener {

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
      BOUND.add("bound " + name + " as " + event.getName());
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      BOUND.add("unbound " + name + " as " + event.getName());
    }
  }

  @ParameterizedTest
  @EnumSource
  void bound_values_are_told_of_both_ends_in_this_request_or_a_later_one(Container container) throws Exception {
    BOUND.clear();
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("a", new Bound("one"));
        request.getSession().setAttribute("a", new Bound("two"));
        request.getSession().setAttribute("b", new Bound("three"));
      }).page("/remove", (request, response) -> request.getSession().removeAttribute("a"))
          .page("/end", (request, response) -> request.getSession().invalidate())
          .on(container, b -> b.attribute("a", Bound.class).attribute("b", Bound.class));
      Browser browser = site.browser();
      browser.get("/");
      assertThat(BOUND).containsExactly("bound one as a", "bound two as a", "unbound one as a", "bound three as b");
      BOUND.clear();
      browser.get("/remove");
      browser.get("/end");
      assertThat(BOUND).containsExactly("unbound two as a", "unbound three as b");
    }
  }
}
