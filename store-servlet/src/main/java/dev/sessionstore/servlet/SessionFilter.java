package dev.sessionstore.servlet;

import dev.sessionstore.SessionId;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every servlet behind it an {@code HttpSession} that lives in a {@link SessionStore}.
 *
 * <p>A session is loaded when it is first asked for (a request that never asks costs nothing) and saved before the response is committed,
 * once more at the end if it has changed since. Each request works on a copy of its own: of parallel requests, changes to different
 * attributes both stand, of changes to one attribute the later; a request that outlives its session's log-out or id change leaves
 * nothing behind. Values changed in place count as changed.
 *
 * <p>Register it first and for all dispatches, best by {@link #addTo}. Thread-safe. The container's own sessions stay unused.
 */
public final class SessionFilter implements Filter {

  private @Nullable SessionStore store;
  private @Nullable FilterOptions options;
  private boolean ownsStore;

  /**
   * For {@code web.xml}: everything comes from {@code init-param}s, named like the builder's methods; {@code attribute.NAME},
   * {@code attributeList.NAME} and {@code attributeMap.NAME} hold class names, {@code secrets} are separated by commas. The store is
   * opened from those that begin with {@code sessionstore.} and closed with the filter, or else taken from the servlet context's
   * attribute {@code dev.sessionstore.SessionStore}.
   */
  public SessionFilter() {}

  private SessionFilter(Builder from) {
    this.store = from.store;
    this.options = from.options();
  }

  /**
   * A filter in code.
   *
   * @param store where the sessions live; stays the caller's
   * @return a builder with every option at its default
   */
  public static Builder on(SessionStore store) {
    return new Builder(store);
  }

  /**
   * Registers this filter as it should be: for every path and every kind of dispatch, before the filters declared elsewhere, for
   * asynchronous requests too.
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
    registration.addMappingForServletNames(EnumSet.of(DispatcherType.FORWARD), false, "*"); // to a servlet by its name: no path
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
      options = parameters.read(new Builder(store)).options();
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
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    if (isInside(request) && request.getDispatcherType() != DispatcherType.ASYNC) { // a forward or include: its request's end saves it
      chain.doFilter(request, response);
      if (request.getDispatcherType() == DispatcherType.FORWARD) {
        sessionOf(http, answer).save(); // a forward that returns ends the response: Tomcat lets no header in any more
      }
      return;
    }
    RequestSession session = sessionOf(http, answer);
    SessionResponse out = new SessionResponse(answer, session);
    try {
      if (isInside(request)) { // an asynchronous dispatch: a request of its own, wrapped before
        chain.doFilter(request, response);
      } else {
        chain.doFilter(new SessionRequest(http, session, out), out);
      }
    } catch (IOException | ServletException | RuntimeException e) {
      if (!session.isBehind(e)) {
        endAfter(e, session);
        throw e;
      }
    }
    if (!http.isAsyncStarted()) { // else the end of that saves it
      session.end();
    }
  }

  /** Like a container's own session, what the request did before it failed stands. */
  private static void endAfter(Exception failure, RequestSession session) {
    try {
      session.save();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** A forward or include, and an asynchronous dispatch, come through this filter again, wrapped. */
  private static boolean isInside(ServletRequest request) {
    return request instanceof SessionRequest
        || request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(SessionRequest.class);
  }

  /** An error dispatch comes with the container's own request again: the same session. */
  private RequestSession sessionOf(HttpServletRequest request, HttpServletResponse response) {
    String key = RequestSession.class.getName() + '.' + System.identityHashCode(this);
    if (request.getAttribute(key) instanceof RequestSession there) {
      return there;
    }
    SessionStore from = Objects.requireNonNull(store, "The filter was not initialised; let the container do it, or build it in code.");
    RequestSession session = new RequestSession(from, Objects.requireNonNull(options), request, response);
    request.setAttribute(key, session);
    return session;
  }

  /** Collects a filter's options. Names and meanings are express-session's where it has them. Not thread-safe. */
  public static final class Builder {

    private final SessionStore store;
    private String name = "sid";
    private String path = "/";
    private @Nullable String domain;
    private boolean httpOnly = true;
    private Secure secure = Secure.AUTO;
    private SameSite sameSite = SameSite.LAX;
    private boolean partitioned;
    private boolean proxy;
    private List<String> secrets = List.of();
    private @Nullable Duration maxAge;
    private boolean rolling;
    private boolean saveUninitialized;
    private boolean resave;
    private @Nullable Supplier<SessionId> idGenerator;
    private Unset unset = Unset.DESTROY;
    private StoreDown storeDown = StoreDown.UNAVAILABLE;
    private final AttributeTypes.Builder types = AttributeTypes.builder();
    private final List<EventListener> listeners = new ArrayList<>();

    private Builder(SessionStore store) {
      this.store = Objects.requireNonNull(store, "The store is null; open one with SessionStore.builder().");
    }

    /**
     * The cookie's name; {@code sid} by default. {@code __Host-sid} makes browsers hold it to this host.
     *
     * @param cookieName a cookie name
     * @return this
     */
    public Builder name(String cookieName) {
      this.name = cookieName;
      return this;
    }

    /**
     * The cookie's path; {@code /} by default.
     *
     * @param cookiePath begins with a slash
     * @return this
     */
    public Builder path(String cookiePath) {
      this.path = cookiePath;
      return this;
    }

    /**
     * The cookie's domain; by default none: the host that set it, and no other.
     *
     * @param cookieDomain a domain, or null
     * @return this
     */
    public Builder domain(@Nullable String cookieDomain) {
      this.domain = cookieDomain;
      return this;
    }

    /**
     * A cookie that outlives the browser, and the idle time of the sessions this filter makes. By default none: a cookie of the
     * browser's session, and the store's {@code expiration}. The cookie is handed out anew when its session is written, or with
     * {@link #rolling} always.
     *
     * @param life one second or more, or null
     * @return this
     * @throws IllegalArgumentException when shorter than a second
     */
    public Builder maxAge(@Nullable Duration life) {
      if (life != null && life.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("A maxAge of " + life + " is less than a cookie can say; give a second or more.");
      }
      this.maxAge = life;
      return this;
    }

    /**
     * Hides the cookie from scripts; true by default.
     *
     * @param yes whether
     * @return this
     */
    public Builder httpOnly(boolean yes) {
      this.httpOnly = yes;
      return this;
    }

    /**
     * Whether the cookie goes over TLS only; {@link Secure#AUTO} by default.
     *
     * @param when when
     * @return this
     */
    public Builder secure(Secure when) {
      this.secure = Objects.requireNonNull(when, "secure");
      return this;
    }

    /**
     * Which requests of other sites carry the cookie; {@link SameSite#LAX} by default.
     *
     * @param which which
     * @return this
     */
    public Builder sameSite(SameSite which) {
      this.sameSite = Objects.requireNonNull(which, "sameSite");
      return this;
    }

    /**
     * A jar of its own for each site that embeds the application; false by default.
     *
     * @param yes whether
     * @return this
     */
    public Builder partitioned(boolean yes) {
      this.partitioned = yes;
      return this;
    }

    /**
     * Believes {@code X-Forwarded-Proto}: set it only behind a proxy that writes that header itself. False by default.
     *
     * @param trusted whether
     * @return this
     */
    public Builder proxy(boolean trusted) {
      this.proxy = trusted;
      return this;
    }

    /**
     * Hands the cookie out again with each answer of a request that used its session; false by default. Of use with {@link #maxAge}.
     *
     * @param yes whether
     * @return this
     */
    public Builder rolling(boolean yes) {
      this.rolling = yes;
      return this;
    }

    /**
     * Stores new sessions without attributes as well, and sets their cookie; false by default.
     *
     * @param yes whether
     * @return this
     */
    public Builder saveUninitialized(boolean yes) {
      this.saveUninitialized = yes;
      return this;
    }

    /**
     * Writes a session that was used though nothing in it changed; false by default: it is touched.
     *
     * @param yes whether
     * @return this
     */
    public Builder resave(boolean yes) {
      this.resave = yes;
      return this;
    }

    /**
     * What draws ids; by default the store's own generator.
     *
     * @param generator answers an unguessable id, each time another, of letters, digits, {@code -} and {@code _}
     * @return this
     */
    public Builder idGenerator(Supplier<SessionId> generator) {
      this.idGenerator = Objects.requireNonNull(generator, "idGenerator");
      return this;
    }

    /**
     * Signs the cookie: with the first secret, accepting what any of them signed, so that secrets can be changed without ending sessions.
     * A forged cookie then never reaches the database. By default none.
     *
     * @param texts random, 16 characters or more each
     * @return this
     * @throws IllegalArgumentException when one is too short
     */
    public Builder secrets(String... texts) {
      this.secrets = List.of(texts);
      return this;
    }

    /**
     * What {@code invalidate} does to the row; {@link Unset#DESTROY} by default.
     *
     * @param what what
     * @return this
     */
    public Builder unset(Unset what) {
      this.unset = Objects.requireNonNull(what, "unset");
      return this;
    }

    /**
     * What becomes of requests while the database cannot be used; {@link StoreDown#UNAVAILABLE} by default.
     *
     * @param what what
     * @return this
     */
    public Builder storeDown(StoreDown what) {
      this.storeDown = Objects.requireNonNull(what, "storeDown");
      return this;
    }

    /**
     * Declares an attribute that holds a record, a bean or an enum. Strings, numbers, booleans, {@code java.time}, UUIDs, byte arrays, and
     * lists, sets and maps of these need no declaration.
     *
     * @param attribute its name
     * @param type its class
     * @return this
     */
    public Builder attribute(String attribute, Class<?> type) {
      types.declare(attribute, type);
      return this;
    }

    /**
     * Declares an attribute that holds a list of records, beans or enums.
     *
     * @param attribute its name
     * @param element the elements' class
     * @return this
     */
    public Builder attributeList(String attribute, Class<?> element) {
      types.declareList(attribute, element);
      return this;
    }

    /**
     * Declares an attribute that holds a map from text to records, beans or enums.
     *
     * @param attribute its name
     * @param value the values' class
     * @return this
     */
    public Builder attributeMap(String attribute, Class<?> value) {
      types.declareMap(attribute, value);
      return this;
    }

    /**
     * Keeps an attribute by Java serialisation, for what JSON cannot hold. Classes that are not allowed are refused when written and when
     * read, before any of their code runs.
     *
     * @param attribute its name
     * @param allowed each class that may be in it
     * @return this
     */
    public Builder serializable(String attribute, Class<?>... allowed) {
      types.serialize(attribute, Set.of(allowed));
      return this;
    }

    /**
     * A listener to sessions that requests make, change and invalidate. The container knows nothing of these sessions, so that listeners
     * registered with it are not told. Sessions that expire are told to the store's own {@link dev.sessionstore.SessionListener}.
     *
     * @param listener an HttpSessionListener, HttpSessionIdListener or HttpSessionAttributeListener
     * @return this
     */
    public Builder listener(EventListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * The filter.
     *
     * @return the filter
     * @throws IllegalArgumentException when an option cannot be used, naming it and what to write instead
     */
    public SessionFilter build() {
      return new SessionFilter(this);
    }

    private FilterOptions options() {
      SessionCookie cookie = new SessionCookie(name, path, domain, httpOnly, secure, sameSite, partitioned, proxy,
          new CookieSigner(secrets));
      Supplier<SessionId> ids = idGenerator != null ? idGenerator : () -> SessionId.of(store.options().idGenerator().get());
      return new FilterOptions(cookie, maxAge, rolling, saveUninitialized, resave, ids, unset, types.build(),
          new SessionListeners(List.copyOf(listeners)), storeDown, store.options());
    }
  }
}
