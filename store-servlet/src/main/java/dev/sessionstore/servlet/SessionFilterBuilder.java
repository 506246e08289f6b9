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
 * Collects a filter's options; begins with {@link SessionFilter#on}. Names and meanings are
 * express-session's where it has them. Not thread-safe.
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
  private StoreDown storeDown = StoreDown.UNAVAILABLE;
  private final AttributeTypes.Builder types = AttributeTypes.builder();
  private final List<EventListener> listeners = new ArrayList<>();

  SessionFilterBuilder(SessionStore store) {
    this.store = Objects.requireNonNull(store, "The store is null; open one with SessionStore.builder().");
  }

  /**
   * The cookie's name; {@code sid} by default. {@code __Host-sid} makes browsers hold it to this
   * host.
   *
   * @param cookieName a cookie name
   * @return this
   */
  public SessionFilterBuilder name(String cookieName) {
    cookie.name = cookieName;
    return this;
  }

  /**
   * The cookie's path; {@code /} by default.
   *
   * @param cookiePath begins with a slash
   * @return this
   */
  public SessionFilterBuilder path(String cookiePath) {
    cookie.path = cookiePath;
    return this;
  }

  /**
   * The cookie's domain; by default none: the host that set it, and no other.
   *
   * @param cookieDomain a domain, or null
   * @return this
   */
  public SessionFilterBuilder domain(@Nullable String cookieDomain) {
    cookie.domain = cookieDomain;
    return this;
  }

  /**
   * A cookie that outlives the browser, and the idle time of the sessions this filter makes. By
   * default none: a cookie of the browser's session, and the store's {@code expiration}. The cookie
   * is handed out anew when its session is written, or with {@link #rolling} always.
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
   * Hides the cookie from scripts; true by default.
   *
   * @param yes whether
   * @return this
   */
  public SessionFilterBuilder httpOnly(boolean yes) {
    cookie.httpOnly = yes;
    return this;
  }

  /**
   * Whether the cookie goes over TLS only; {@link Secure#AUTO} by default.
   *
   * @param when when
   * @return this
   */
  public SessionFilterBuilder secure(Secure when) {
    cookie.secure = Objects.requireNonNull(when, "secure");
    return this;
  }

  /**
   * Which requests of other sites carry the cookie; {@link SameSite#LAX} by default.
   *
   * @param which which
   * @return this
   */
  public SessionFilterBuilder sameSite(SameSite which) {
    cookie.sameSite = Objects.requireNonNull(which, "sameSite");
    return this;
  }

  /**
   * A jar of its own for each site that embeds the application; false by default.
   *
   * @param yes whether
   * @return this
   */
  public SessionFilterBuilder partitioned(boolean yes) {
    cookie.partitioned = yes;
    return this;
  }

  /**
   * Believes {@code X-Forwarded-Proto}: set it only behind a proxy that writes that header itself.
   * False by default.
   *
   * @param trusted whether
   * @return this
   */
  public SessionFilterBuilder proxy(boolean trusted) {
    cookie.proxy = trusted;
    return this;
  }

  /**
   * Hands the cookie out again with each answer of a request that used its session; false by
   * default. Of use with {@link #maxAge}.
   *
   * @param yes whether
   * @return this
   */
  public SessionFilterBuilder rolling(boolean yes) {
    this.rolling = yes;
    return this;
  }

  /**
   * Stores new sessions without attributes as well, and sets their cookie; false by default.
   *
   * @param yes whether
   * @return this
   */
  public SessionFilterBuilder saveUninitialized(boolean yes) {
    this.saveUninitialized = yes;
    return this;
  }

  /**
   * Writes a session that was used though nothing in it changed; false by default: it is touched.
   *
   * @param yes whether
   * @return this
   */
  public SessionFilterBuilder resave(boolean yes) {
    this.resave = yes;
    return this;
  }

  /**
   * What draws ids; by default the store's own generator.
   *
   * @param generator answers an unguessable id, each time another, of letters, digits, {@code -}
   *   and {@code _}
   * @return this
   */
  public SessionFilterBuilder idGenerator(Supplier<SessionId> generator) {
    this.idGenerator = Objects.requireNonNull(generator, "idGenerator");
    return this;
  }

  /**
   * Signs the cookie: with the first secret, accepting what any of them signed, so that secrets can
   * be changed without ending sessions. A forged cookie then never reaches the database. By default
   * none.
   *
   * @param texts random, 16 characters or more each
   * @return this
   * @throws IllegalArgumentException when one is too short
   */
  public SessionFilterBuilder secrets(String... texts) {
    cookie.secrets = List.of(texts);
    return this;
  }

  /**
   * What {@code invalidate} does to the row; {@link Unset#DESTROY} by default.
   *
   * @param what what
   * @return this
   */
  public SessionFilterBuilder unset(Unset what) {
    this.unset = Objects.requireNonNull(what, "unset");
    return this;
  }

  /**
   * What becomes of requests while the database cannot be used; {@link StoreDown#UNAVAILABLE} by
   * default.
   *
   * @param what what
   * @return this
   */
  public SessionFilterBuilder storeDown(StoreDown what) {
    this.storeDown = Objects.requireNonNull(what, "storeDown");
    return this;
  }

  /**
   * Declares an attribute that holds a record, a bean or an enum. Strings, numbers, booleans,
   * {@code java.time}, UUIDs, byte arrays, and lists, sets and maps of these need no declaration.
   *
   * @param attribute its name
   * @param type its class
   * @return this
   */
  public SessionFilterBuilder attribute(String attribute, Class<?> type) {
    types.attribute(attribute, type);
    return this;
  }

  /**
   * Declares an attribute that holds a list of records, beans or enums.
   *
   * @param attribute its name
   * @param element the elements' class
   * @return this
   */
  public SessionFilterBuilder attributeList(String attribute, Class<?> element) {
    types.attributeList(attribute, element);
    return this;
  }

  /**
   * Declares an attribute that holds a map from text to records, beans or enums.
   *
   * @param attribute its name
   * @param value the values' class
   * @return this
   */
  public SessionFilterBuilder attributeMap(String attribute, Class<?> value) {
    types.attributeMap(attribute, value);
    return this;
  }

  /**
   * Keeps an attribute by Java serialisation, for what JSON cannot hold. Classes that are not
   * allowed are refused when written and when read, before any of their code runs.
   *
   * @param attribute its name
   * @param allowed each class that may be in it
   * @return this
   */
  public SessionFilterBuilder serializable(String attribute, Class<?>... allowed) {
    types.serializable(attribute, Set.of(allowed));
    return this;
  }

  /**
   * A listener to sessions that requests make, change and invalidate. The container knows nothing
   * of these sessions, so that listeners registered with it are not told. Sessions that expire are
   * told to the store's own {@link dev.sessionstore.SessionListener}.
   *
   * @param listener an HttpSessionListener, HttpSessionIdListener or HttpSessionAttributeListener
   * @return this
   */
  public SessionFilterBuilder listener(EventListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * The filter.
   *
   * @return the filter
   * @throws IllegalArgumentException when an option cannot be used, naming it and what to write
   *   instead
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
