package dev.sessionstore.servlet;

import dev.sessionstore.AttributeTypeException;
import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.UnreadableSessionException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one request, through all its dispatches: loaded when it is first asked for, saved
 * before the response is committed, and once more at the end if it has changed since. Thread-safe.
 */
final class RequestSession {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  private final SessionStore store;
  private final FilterOptions options;
  private final ServletContext servletContext;
  private final boolean tls;
  private final HttpServletResponse response;
  private final List<SessionId> presented;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable StoredHttpSession current;
  private @Nullable SessionId requestedAlive;
  private volatile @Nullable RuntimeException failure;
  private @Nullable SessionStoreException notLoaded;
  private @Nullable String cookieSet;
  private boolean loaded;
  private boolean kept;
  private boolean detached;
  private boolean takenBack;
  private boolean handOut;
  private boolean answered;

  /** {@code request} and {@code response} as the container gave them. */
  RequestSession(SessionStore store, FilterOptions options, HttpServletRequest request, HttpServletResponse response) {
    this.store = store;
    this.options = options;
    this.servletContext = request.getServletContext();
    this.tls = options.cookie().overTls(request);
    this.response = response;
    this.presented = options.cookie().presented(request);
  }

  ServletContext servletContext() {
    return servletContext;
  }

  /** {@return the id the browser presents; null: none, a forged or a malformed one} */
  @Nullable String requestedId() {
    return presented.isEmpty() ? null : Optional.ofNullable(requestedAlive).orElse(presented.get(0)).value();
  }

  boolean requestedIdIsValid() {
    return locked(() -> {
      StoredHttpSession session = loaded();
      return session != null && session.id().equals(requestedAlive); // neither replaced nor given another id since
    });
  }

  @Nullable StoredHttpSession session(boolean create) {
    return locked(() -> {
      StoredHttpSession session = loaded();
      if (session != null || !create) {
        return session;
      }
      if (response.isCommitted()) {
        throw new IllegalStateException(
            "The response is committed: its browser cannot learn a new session's id any more; call getSession() before"
                + " the first byte is written.");
      }
      Session fresh = Session.of(options.idGenerator().get(), Map.of()).withMaxAge(options.maxAge());
      current = new StoredHttpSession(this, options, lock, fresh);
      options.listeners().created(current);
      return current;
    });
  }

  private @Nullable StoredHttpSession loaded() {
    if (!loaded && failure == null) {
      for (SessionId id : presented) {
        Optional<Session> found = asked(() -> store.get(id));
        if (found.isPresent()) {
          current = new StoredHttpSession(this, options, lock, found.get());
          requestedAlive = id;
          break;
        }
      }
      loaded = true;
    }
    return current != null && current.isValid() ? current : null;
  }

  /** A read that has to be answered for when there is no database. */
  private Optional<Session> asked(Supplier<Optional<Session>> read) {
    try {
      return read.get();
    } catch (SessionStoreException e) {
      if (isCallersFault(e)) {
        throw e;
      }
      withoutStore("load", e);
      notLoaded = e;
      return Optional.empty();
    }
  }

  String changeId() {
    return locked(() -> {
      StoredHttpSession session = loaded();
      if (session == null) {
        throw new IllegalStateException("There is no session whose id could be changed; call getSession() before.");
      }
      if (response.isCommitted()) {
        throw new IllegalStateException("The response is committed: its browser cannot learn a new id any more; "
            + "call changeSessionId() before the first byte is written.");
      }
      return session.changeId(options.idGenerator().get());
    });
  }

  /**
   * From the session itself, which holds the lock. A log-out that could not be done is never called
   * done: the request is answered 503 in either mode, and the browser keeps its cookie to try
   * again.
   */
  void invalidated(StoredHttpSession session) {
    handOut = false;
    if (session.copy().stamp().isPresent()) {
      if (options.unset() == Unset.DESTROY) {
        try {
          store.destroy(session.copy().id());
        } catch (SessionStoreException e) {
          throw unavailable(e);
        }
      }
      takenBack = true;
    } else if (notLoaded != null) { // the session that the browser presents may live on
      throw unavailable(notLoaded);
    }
  }

  /**
   * Saves what has changed, and sets the cookie while the response still takes one. Called before
   * the response is committed and at the end; costs nothing when nothing was done since.
   */
  void save() {
    locked(() -> {
      if (failure == null && !detached) {
        write();
      }
      if (failure == null && !response.isCommitted()) {
        setCookie();
      }
      return null;
    });
  }

  private void write() {
    StoredHttpSession session = current;
    if (session == null || !session.isValid()) {
      return;
    }
    try {
      Changes changes = session.changes();
      boolean unseen = session.copy().stamp().isEmpty();
      if (unseen && session.isEmpty() && !options.saveUninitialized()) {
        return;
      }
      if (!unseen && changes.isEmpty() && session.newId() == null && (kept || !options.resave())) {
        if (!kept) {
          touch(session);
          kept = true;
        }
        return;
      }
      boolean moves = session.newId() != null;
      Optional<Session> stored = unseen ? store.set(changes.onto(session.copy()))
          : moves ? rotated(session, changes)
          : saved(session, changes);
      if (stored.isEmpty()) { // nothing comes back: somebody logged out, or in, meanwhile
        gone(session);
        return;
      }
      session.saved(stored.get(), changes);
      kept = true;
      handOut |= unseen || moves || options.rolling() || options.maxAge() != null;
    } catch (SessionStoreException e) {
      if (isCallersFault(e)) {
        failure = e;
        throw e;
      }
      if (session.newId() != null) { // a log-in that is not stored is not called done, in either mode
        throw unavailable(e);
      }
      withoutStore("save", e);
    }
  }

  /**
   * Whatever this request still does leaves nothing, and takes no newer cookie from the browser.
   */
  private void gone(StoredHttpSession session) {
    session.gone();
    handOut = false;
    detached = true;
  }

  private Optional<Session> saved(StoredHttpSession session, Changes changes) {
    SaveResult result = store.save(changes.onto(session.copy()));
    return result.status() == Status.CONFLICT ? store.update(session.copy().id(), changes::onto) : result.session();
  }

  /**
   * What a log-in adds is never written under the old id: whoever planted that one knows it
   * (ROTATE-7).
   */
  private Optional<Session> rotated(StoredHttpSession session, Changes changes) {
    SaveResult result = store.rotate(changes.onto(session.copy()), session.id());
    return result.status() == Status.CONFLICT
        ? store.rotate(session.copy().id(), session.id(), changes::onto)
        : result.session();
  }

  /**
   * The page is made and nothing is lost but some idle time: a failure is no reason to refuse it.
   */
  private void touch(StoredHttpSession session) {
    try {
      store.touch(session.copy()).ifPresentOrElse(session::touched, () -> gone(session));
      handOut |= options.rolling() && session.isValid();
    } catch (SessionStoreException e) {
      LOG.warn("A session that was read could not be touched; its idle time goes on from the last write.", e);
    }
  }

  private void setCookie() {
    StoredHttpSession session = current;
    String header = null;
    if (handOut && session != null && session.isValid()) {
      if (options.cookie().secure() == Secure.ALWAYS && !tls) {
        LOG.warn("A session was made on a request without TLS and the cookie is Secure.ALWAYS: no cookie is set. "
            + "Behind a proxy that ends TLS set the filter's option proxy.");
        return;
      }
      Duration life = options.maxAge() == null ? null : session.copy().maxAge().orElse(options.maxAge());
      header = options.cookie().handOut(session.id(), life, tls);
    } else if (takenBack) {
      header = options.cookie().takeBack(tls);
    }
    if (header != null && !header.equals(cookieSet)) {
      response.addHeader("Set-Cookie", header);
      cookieSet = header;
    }
  }

  /** The response has lost its headers. */
  void reset() {
    locked(() -> cookieSet = null);
  }

  /**
   * What cannot be blamed on the database: too large, not encodable, unreadable by the
   * application's own choice.
   */
  private static boolean isCallersFault(SessionStoreException e) {
    return e instanceof SessionTooLargeException || e instanceof AttributeTypeException
        || e instanceof UnreadableSessionException;
  }

  private void withoutStore(String operation, SessionStoreException cause) {
    if (options.storeDown() == StoreDown.UNAVAILABLE) {
      throw unavailable(cause);
    }
    LOG.warn("The session store failed during {}; the request goes on without a session.", operation, cause);
    detached = true;
  }

  private StoreUnavailable unavailable(SessionStoreException cause) {
    StoreUnavailable unavailable = new StoreUnavailable(cause);
    failure = unavailable;
    return unavailable;
  }

  /**
   * The request is over: saves what is left, and answers for a session that could not be loaded or
   * saved. Never throws for the store.
   */
  void end() {
    if (failure == null) {
      try {
        save();
      } catch (SessionStoreException | StoreUnavailable e) {
        LOG.debug("The session was not saved.", e); // answered for below
      }
    }
    if (failure != null && !answered) {
      answered = true;
      answerFailure(failure);
    }
  }

  private void answerFailure(RuntimeException why) {
    boolean down = why instanceof StoreUnavailable;
    if (response.isCommitted()) {
      LOG.error("A session could not be saved, and its response was already on its way.", why);
      return;
    }
    if (down) {
      LOG.error("The session store is not available: answered 503.", why.getCause());
    } else {
      LOG.error("A session could not be stored as the application left it: answered 500; what was stored stays.", why);
    }
    response.reset();
    try {
      response
          .sendError(down ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    } catch (IOException e) {
      LOG.debug("The browser has gone away.", e);
    }
  }

  /**
   * {@return whether an exception from the application is the one this session threw through it}
   */
  boolean isBehind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t == failure) {
        return true;
      }
    }
    return false;
  }

  private <T extends @Nullable Object> T locked(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }
}
