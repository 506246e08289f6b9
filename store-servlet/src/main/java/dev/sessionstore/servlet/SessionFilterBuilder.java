package dev.sessionstore.servlet;

import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.types.AttributeTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a filter; obtained from {@link SessionFilter#on}. Options that express-session also has
 * are named as there and mean the same. Not thread-safe.
 */
public final class SessionFilterBuilder {

  private final SessionStore store;
  private final CookieOptions cookie = new CookieOptions();
  private @Nullable Duration maxAge;
  private boolean rolling;
  private boolean saveUninitialized;
  private boolean resave;
  private @Nullable Supplier<SessionId> idGenerator;
  private Unset unset = Unset.DESTROY;
  private OnStoreDown storeDown = OnStoreDown.UNAVAILABLE;
  private final AttributeTypes.Builder types = AttributeTypes.builder();
  private final List<EventListener> listeners = new ArrayList<>();

  SessionFilterBuilder(SessionStore store) {
    this.store = Objects.requireNonNull(store, "The store is null; open one with SessionStore.builder().");
  }

  /**
   * Sets the cookie's name. Default {@code sid}. With {@code __Host-sid} browsers bind the cookie
   * to this host.
   *
   * @param cookieName a cookie name
   * @return this
   */
  public SessionFilterBuilder name(String cookieName) {
    cookie.name = cookieName;
    return this;
  }

  /**
   * Sets the cookie's path. Default {@code /}.
   *
   * @param cookiePath a path that begins with a slash
   * @return this
   */
  public SessionFilterBuilder path(String cookiePath) {
    cookie.path = cookiePath;
    return this;
  }

  /**
   * Sets the cookie's domain. Default null: only the host that set the cookie.
   *
   * @param cookieDomain a domain, or null
   * @return this
   */
  public SessionFilterBuilder domain(@Nullable String cookieDomain) {
    cookie.domain = cookieDomain;
    return this;
  }

  /**
   * Sets the cookie's lifetime, which is also the idle time of the sessions that this filter
   * creates. The cookie is set again when its session is written, or with {@link #rolling} always.
   * Default null: a cookie until the browser is closed, and the store's {@code expiration}.
   *
   * @param life one second or more, or null
   * @return this
   * @throws IllegalArgumentException when shorter than a second
   */
  public SessionFilterBuilder maxAge(@Nullable Duration life) {
    if (life != null && life.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "A maxAge of " + life + " is less than a cookie can say; give a second or more.");
    }
    this.maxAge = life;
    return this;
  }

  /**
   * Sets whether the cookie is hidden from scripts. Default true.
   *
   * @param yes true to hide it
   * @return this
   */
  public SessionFilterBuilder httpOnly(boolean yes) {
    cookie.httpOnly = yes;
    return this;
  }

  /**
   * Sets whether the cookie is sent over TLS only. Default {@link Secure#AUTO}.
   *
   * @param when the mode
   * @return this
   */
  public SessionFilterBuilder secure(Secure when) {
    cookie.secure = Objects.requireNonNull(when, "secure");
    return this;
  }

  /**
   * Sets which requests from other sites include the cookie. Default {@link SameSite#LAX}.
   *
   * @param which the requests
   * @return this
   */
  public SessionFilterBuilder sameSite(SameSite which) {
    cookie.sameSite = Objects.requireNonNull(which, "sameSite");
    return this;
  }

  /**
   * Sets whether each site that embeds the application has its own cookie. Default false.
   *
   * @param yes true for the {@code Partitioned} attribute
   * @return this
   */
  public SessionFilterBuilder partitioned(boolean yes) {
    cookie.partitioned = yes;
    return this;
  }

  /**
   * Sets whether {@code X-Forwarded-Proto} is trusted, which is safe only behind a proxy that
   * writes that header itself. Default false.
   *
   * @param trusted true to trust it
   * @return this
   */
  public SessionFilterBuilder proxy(boolean trusted) {
    cookie.proxy = trusted;
    return this;
  }

  /**
   * Sets whether each response to a request that used its session sets the cookie again, which is
   * useful with {@link #maxAge}. Default false.
   *
   * @param yes true to set it each time
   * @return this
   */
  public SessionFilterBuilder rolling(boolean yes) {
    this.rolling = yes;
    return this;
  }

  /**
   * Sets whether new sessions without attributes are stored and get a cookie. Default false.
   *
   * @param yes true to store them
   * @return this
   */
  public SessionFilterBuilder saveUninitialized(boolean yes) {
    this.saveUninitialized = yes;
    return this;
  }

  /**
   * Sets whether a session that was used but not changed is written instead of touched. Default
   * false.
   *
   * @param yes true to write it
   * @return this
   */
  public SessionFilterBuilder resave(boolean yes) {
    this.resave = yes;
    return this;
  }

  /**
   * Sets the generator of ids. Default the store's own.
   *
   * @param generator returns a new unguessable id each time, of letters, digits, {@code -} and
   *   {@code _}
   * @return this
   */
  public SessionFilterBuilder idGenerator(Supplier<SessionId> generator) {
    this.idGenerator = Objects.requireNonNull(generator, "idGenerator");
    return this;
  }

  /**
   * Sets the secrets that sign the cookie. The first one signs, and all are accepted, so that
   * secrets can be changed without ending sessions. A forged cookie then never reaches the
   * database. Default none.
   *
   * @param texts random texts of 16 characters or more
   * @return this
   */
  public SessionFilterBuilder secrets(String... texts) {
    cookie.secrets = List.of(texts);
    return this;
  }

  /**
   * Sets what {@code invalidate} does to the row. Default {@link Unset#DESTROY}.
   *
   * @param what the effect
   * @return this
   */
  public SessionFilterBuilder unset(Unset what) {
    this.unset = Objects.requireNonNull(what, "unset");
    return this;
  }

  /**
   * Sets what happens to requests while the database is down. Default
   * {@link OnStoreDown#UNAVAILABLE}.
   *
   * @param what the behaviour
   * @return this
   */
  public SessionFilterBuilder storeDown(OnStoreDown what) {
    this.storeDown = Objects.requireNonNull(what, "storeDown");
    return this;
  }

  /**
   * Declares an attribute whose values are records, beans or enums. Strings, numbers, booleans,
   * {@code java.time}, UUIDs, byte arrays, and lists, sets and maps of these need no declaration.
   *
   * @param attribute the attribute's name
   * @param type the class of its values
   * @return this
   */
  public SessionFilterBuilder attribute(String attribute, Class<?> type) {
    types.attribute(attribute, type);
    return this;
  }

  /**
   * Declares an attribute whose values are lists of records, beans or enums.
   *
   * @param attribute the attribute's name
   * @param element the class of the elements
   * @return this
   */
  public SessionFilterBuilder attributeList(String attribute, Class<?> element) {
    types.attributeList(attribute, element);
    return this;
  }

  /**
   * Declares an attribute whose values are maps from String to records, beans or enums.
   *
   * @param attribute the attribute's name
   * @param value the class of the map's values
   * @return this
   */
  public SessionFilterBuilder attributeMap(String attribute, Class<?> value) {
    types.attributeMap(attribute, value);
    return this;
  }

  /**
   * Declares that an attribute is stored by Java serialisation, for values that cannot be JSON.
   * Classes that are not allowed are rejected on writing and reading, before any of their code
   * runs.
   *
   * @param attribute the attribute's name
   * @param allowed the classes that it may contain
   * @return this
   */
  public SessionFilterBuilder serializable(String attribute, Class<?>... allowed) {
    types.serializable(attribute, Set.of(allowed));
    return this;
  }

  /**
   * Adds a listener to sessions that requests create, change and invalidate. Listeners registered
   * with the container get no events of these sessions. Expired sessions are reported to the
   * store's own {@link dev.sessionstore.SessionListener}.
   *
   * @param listener an HttpSessionListener, HttpSessionIdListener or HttpSessionAttributeListener
   * @return this
   */
  public SessionFilterBuilder listener(EventListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Builds the filter.
   *
   * @return the filter
   * @throws IllegalArgumentException when an option cannot be used, such as a secret that is too
   *   short
   */
  public SessionFilter build() {
    return new SessionFilter(this);
  }

  SessionStore store() {
    return store;
  }

  FilterOptions options() {
    Supplier<SessionId> ids =
        idGenerator != null ? idGenerator : () -> SessionId.of(store.options().idGenerator().get());
    return new FilterOptions(cookie.build(), maxAge, rolling, saveUninitialized, resave, ids, unset, types.build(),
        new SessionListeners(List.copyOf(listeners)), storeDown, store.options());
  }
}
