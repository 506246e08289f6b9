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
 * Provides an {@code HttpSession} stored in a {@link SessionStore} to all servlets behind it.
 *
 * <p>
 * A session is loaded on first use (a request that does not use it costs nothing) and saved before
 * the response is committed, and again at the end if it has changed since. Each request works on
 * its own copy: parallel changes to different attributes are all kept, and of changes to one
 * attribute the later one; a request that is still running after its session's log-out or id change
 * stores nothing. Values changed in place are saved too.
 *
 * <p>
 * Register this filter first and for all dispatches, preferably by {@link #addTo}. The container's
 * own sessions are not used. Thread-safe.
 */
public final class SessionFilter implements Filter {

  private @Nullable SessionStore store;
  private @Nullable FilterOptions options;
  private boolean ownsStore;

  /**
   * Constructs a filter for {@code web.xml}, configured by {@code init-param}s that are named like
   * the builder's methods; {@code attribute.NAME}, {@code attributeList.NAME} and
   * {@code attributeMap.NAME} contain class names, {@code secrets} are separated by commas. The
   * store is opened from those that begin with {@code sessionstore.} and closed with the filter;
   * without these it is the servlet context's attribute {@code dev.sessionstore.SessionStore}.
   */
  public SessionFilter() {}

  SessionFilter(SessionFilterBuilder from) {
    this.store = from.store();
    this.options = from.options();
  }

  /**
   * Returns a builder of a filter.
   *
   * @param store where the sessions are stored; the filter does not close it
   * @return a builder with every option at its default
   */
  public static SessionFilterBuilder on(SessionStore store) {
    return new SessionFilterBuilder(store);
  }

  /**
   * Registers this filter for every path and every kind of dispatch, asynchronous requests
   * included, before the filters declared elsewhere.
   *
   * @param context the context of an application that has not started yet
   * @return the registration
   * @throws IllegalStateException when there is a filter of the same name already
   */
  public FilterRegistration.Dynamic addTo(ServletContext context) {
    FilterRegistration.Dynamic registration = context.addFilter("sessionstore", this);
    if (registration == null) {
      throw new IllegalStateException("The application has a filter named sessionstore already; "
          + "register this one under another name yourself.");
    }
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    // a forward to a servlet by name has no path
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
      // a forward or include: the end of its request saves the session
      chain.doFilter(request, response);
      if (request.getDispatcherType() == DispatcherType.FORWARD) {
        exchangeOf(http, answer).save(); // after a forward Tomcat accepts no more headers
      }
      return;
    }
    SessionExchange exchange = exchangeOf(http, answer);
    SessionResponse out = new SessionResponse(answer, exchange);
    try {
      if (isInside(request)) { // an asynchronous dispatch: another request, wrapped before
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
    if (!http.isAsyncStarted()) { // else its asynchronous end saves the session
      exchange.end();
    }
  }

  /** As with a container's own session, changes made before the request failed are kept. */
  private static void endAfter(Exception failure, SessionExchange exchange) {
    try {
      exchange.save();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Forwards, includes and asynchronous dispatches pass this filter again, with a wrapped request.
   */
  private static boolean isInside(ServletRequest request) {
    return request instanceof SessionRequest
        || request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(SessionRequest.class);
  }

  /** An error dispatch has the container's own request again; it gets the same exchange. */
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
