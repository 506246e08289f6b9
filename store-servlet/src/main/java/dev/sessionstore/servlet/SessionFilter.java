package dev.sessionstore.servlet;

import dev.sessionstore.SessionStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives every servlet behind it an {@code HttpSession} that lives in a {@link SessionStore}.
 *
 * <p>
 * A session is loaded when it is first asked for (a request that never asks costs nothing) and
 * saved before the response is committed, once more at the end if it has changed since. Each
 * request works on a copy of its own: of parallel requests, changes to different attributes both
 * stand, of changes to one attribute the later; a request that outlives its session's log-out or id
 * change leaves nothing behind. Values changed in place count as changed.
 *
 * <p>
 * Register it first and for all dispatches, best by {@link #addTo}. Thread-safe. The container's
 * own sessions stay unused.
 */
public final class SessionFilter implements Filter {

  private @Nullable SessionStore store;
  private @Nullable FilterOptions options;
  private boolean ownsStore;

  /**
   * For {@code web.xml}: everything comes from {@code init-param}s, named like the builder's
   * methods; {@code attribute.NAME}, {@code attributeList.NAME} and {@code attributeMap.NAME} hold
   * class names, {@code secrets} are separated by commas. The store is opened from those that begin
   * with {@code sessionstore.} and closed with the filter, or else taken from the servlet context's
   * attribute {@code dev.sessionstore.SessionStore}.
   */
  public SessionFilter() {}

  /** Built in code. */
  SessionFilter(SessionFilterBuilder from) {
    this.store = from.store();
    this.options = from.options();
  }

  /**
   * A filter in code.
   *
   * @param store where the sessions live; stays the caller's
   * @return a builder with every option at its default
   */
  public static SessionFilterBuilder on(SessionStore store) {
    return new SessionFilterBuilder(store);
  }

  /**
   * Registers this filter as it should be: for every path and every kind of dispatch, before the
   * filters declared elsewhere, for asynchronous requests too.
   *
   * @param context of an application that has not started yet
   * @return the registration
   * @throws IllegalStateException when a filter of the same name is there already
   */
  public FilterRegistration.Dynamic addTo(ServletContext context) {
    FilterRegistration.Dynamic registration = context.addFilter("sessionstore", this);
    if (registration == null) {
      throw new IllegalStateException("The application has a filter named sessionstore already; "
          + "register this one under another name yourself.");
    }
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    // to a servlet by its name: no path
    registration.addMappingForServletNames(EnumSet.of(DispatcherType.FORWARD), false, "*");
    return registration;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    if (options != null) { // built in code
      return;
    }
    try {
      FilterParameters parameters = new FilterParameters(config);
      SessionStore opened = parameters.openStore();
      ownsStore = opened != null;
      store = opened != null ? opened : parameters.storeOfContext();
      options = parameters.read(new SessionFilterBuilder(store)).options();
    } catch (IllegalArgumentException | IllegalStateException e) {
      destroy();
      throw new ServletException(e.getMessage(), e);
    }
  }

  @Override
  public void destroy() {
    if (ownsStore && store != null) {
      store.close();
      ownsStore = false;
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    if (isInside(request) && request.getDispatcherType() != DispatcherType.ASYNC) {
      // a forward or include: its request's end saves it
      chain.doFilter(request, response);
      if (request.getDispatcherType() == DispatcherType.FORWARD) {
        exchangeOf(http, answer).save(); // a forward that returns ends the response: Tomcat lets no header in any more
      }
      return;
    }
    SessionExchange exchange = exchangeOf(http, answer);
    SessionResponse out = new SessionResponse(answer, exchange);
    try {
      if (isInside(request)) { // an asynchronous dispatch: a request of its own, wrapped before
        chain.doFilter(request, response);
      } else {
        chain.doFilter(new SessionRequest(http, exchange, out), out);
      }
    } catch (IOException | ServletException | RuntimeException e) {
      if (!exchange.isBehind(e)) {
        endAfter(e, exchange);
        throw e;
      }
    }
    if (!http.isAsyncStarted()) { // else the end of that saves it
      exchange.end();
    }
  }

  /** Like a container's own session, what the request did before it failed stands. */
  private static void endAfter(Exception failure, SessionExchange exchange) {
    try {
      exchange.save();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * A forward or include, and an asynchronous dispatch, come through this filter again, wrapped.
   */
  private static boolean isInside(ServletRequest request) {
    return request instanceof SessionRequest
        || request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(SessionRequest.class);
  }

  /** An error dispatch comes with the container's own request again: the same exchange. */
  private SessionExchange exchangeOf(HttpServletRequest request, HttpServletResponse response) {
    String key = SessionExchange.class.getName() + '.' + System.identityHashCode(this);
    if (request.getAttribute(key) instanceof SessionExchange there) {
      return there;
    }
    SessionStore from =
        Objects.requireNonNull(store, "The filter was not initialised; let the container do it, or build it in code.");
    SessionExchange exchange = new SessionExchange(from, Objects.requireNonNull(options), request, response);
    request.setAttribute(key, exchange);
    return exchange;
  }
}
