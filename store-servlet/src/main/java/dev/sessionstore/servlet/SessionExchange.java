package dev.sessionstore.servlet;

import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one request and its response, through all dispatches: loaded on first use, saved
 * before the response is committed, and again at the end if it has changed since. Thread-safe.
 *
 * <ol>
 * <li>{@link #session} loads the session by the ids that the browser sent, or creates a new one.
 * <li>The application works on an {@link HttpSessionAdapter}, whose {@link WorkingCopy} collects
 * the changes.
 * <li>{@link #save} runs the one statement that the {@link Status} requires, and sets the cookie.
 * <li>{@link #end} saves what has changed since, and sends the error response if the session could
 * not be loaded or saved.
 * </ol>
 */
final class SessionExchange {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  /** The state of the session, which determines what a save does. */
  private enum Status {
    /** The session has not been used. */
    NOT_ASKED,
    /** The browser sent no id of a live session, or the application has invalidated it. */
    ABSENT,
    /** Created by this request and not stored yet. */
    NEW,
    /** As loaded: a save writes the changes, or else touches the session. */
    LOADED,
    /** Written or touched by this request: a save writes the changes since. */
    KEPT,
    /**
     * Nothing more is stored: the session has ended elsewhere, or the database is down with
     * {@link OnStoreDown#NO_SESSION}.
     */
    DETACHED,
    /** The response is to be an error: nothing is stored, no cookie set. */
    FAILED,
    /** The error has been sent. */
    ANSWERED
  }

  private final SessionStore store;
  private final FilterOptions options;
  private final ServletContext servletContext;
  private final HttpServletResponse response;
  private final List<SessionId> presented;
  private final ResponseCookie cookie;
  private final RequestLock lock = new RequestLock();
  private Status status = Status.NOT_ASKED;
  /** The valid session; null: none. */
  private @Nullable HttpSessionAdapter current;
  private @Nullable SessionId requestedAlive;
  /** Why the request goes on without the store; null: it does not. */
  private @Nullable SessionStoreException storeFailure;
  private volatile @Nullable ErrorResponse failure;

  /** {@code request} and {@code response} are the container's. */
  SessionExchange(SessionStore store, FilterOptions options, HttpServletRequest request, HttpServletResponse response) {
    this.store = store;
    this.options = options;
    this.servletContext = request.getServletContext();
    this.response = response;
    this.presented = options.cookie().presented(request);
    this.cookie = new ResponseCookie(options.cookie(), request, response);
  }

  /** {@return the id that the browser sent; null: none, or a forged or malformed one} */
  @Nullable String requestedId() {
    return presented.isEmpty() ? null : Optional.ofNullable(requestedAlive).orElse(presented.get(0)).value();
  }

  boolean requestedIdIsValid() {
    return lock.get(() -> {
      HttpSessionAdapter session = loaded();
      // false when it was replaced or got another id since
      return session != null && session.working().id().equals(requestedAlive);
    });
  }

  @Nullable HttpSessionAdapter session(boolean create) {
    return lock.get(() -> {
      HttpSessionAdapter session = loaded();
      if (session != null || !create) {
        return session;
      }
      if (response.isCommitted()) {
        throw new IllegalStateException(
            "The response is committed: its browser cannot learn a new session's id any more; call getSession() before"
                + " the first byte is written.");
      }
      Session fresh = Session.of(options.idGenerator().get(), Map.of()).withMaxAge(options.maxAge());
      HttpSessionAdapter made = adapter(fresh);
      current = made;
      if (status == Status.ABSENT) {
        status = Status.NEW;
      }
      options.listeners().created(made);
      return made;
    });
  }

  private HttpSessionAdapter adapter(Session copy) {
    return new HttpSessionAdapter(new WorkingCopy(copy, options.types()), options, servletContext, lock,
        this::invalidated);
  }

  private @Nullable HttpSessionAdapter loaded() {
    if (status == Status.NOT_ASKED) {
      for (SessionId id : presented) {
        Optional<Session> found = asked(() -> store.get(id));
        if (found.isPresent()) {
          current = adapter(found.get());
          requestedAlive = id;
          break;
        }
      }
      if (status == Status.NOT_ASKED) {
        status = current == null ? Status.ABSENT : Status.LOADED;
      }
    }
    return current;
  }

  /** Reads; when the database fails, the storeDown option applies. */
  private Optional<Session> asked(Supplier<Optional<Session>> read) {
    try {
      return read.get();
    } catch (SessionStoreException e) {
      if (ErrorResponse.isCallersFault(e)) {
        throw e;
      }
      withoutStore("load", e);
      return Optional.empty();
    }
  }

  String changeId() {
    return lock.get(() -> {
      HttpSessionAdapter session = loaded();
      if (session == null) {
        throw new IllegalStateException("There is no session whose id could be changed; call getSession() before.");
      }
      if (response.isCommitted()) {
        throw new IllegalStateException("The response is committed: its browser cannot learn a new id any more; "
            + "call changeSessionId() before the first byte is written.");
      }
      if (storeFailure != null && session.working().isStored()) { // a log-in that cannot be stored must not look successful
        throw unavailable(storeFailure);
      }
      return session.changeId(options.idGenerator().get());
    });
  }

  /**
   * A log-out that failed must not look successful: the response is 503 with either storeDown, and
   * the browser keeps its cookie to try again. The deletion is tried after a failed save too.
   */
  private void invalidated(WorkingCopy session) {
    current = null;
    if (session.isStored()) {
      if (options.unset() == Unset.DESTROY) {
        try {
          store.destroy(session.copy().id());
        } catch (SessionStoreException e) {
          throw unavailable(e);
        }
      }
      cookie.takeBack();
    } else if (storeFailure != null && !presented.isEmpty()) { // the session of the browser's cookie may still be live
      throw unavailable(storeFailure);
    }
    if (status == Status.NEW || status == Status.LOADED || status == Status.KEPT) {
      status = Status.ABSENT;
    }
  }

  /**
   * Saves what has changed, and sets the cookie unless the response is committed. Called before the
   * response is committed and at the end; does nothing if nothing has changed since.
   */
  void save() {
    lock.run(() -> {
      try {
        switch (status) {
          case NOT_ASKED, ABSENT, DETACHED -> {} // nothing to store; a cookie may have to be removed
          case NEW -> storeFirst(atHand());
          case LOADED, KEPT -> storeAgain(atHand());
          case FAILED, ANSWERED -> {
            return;
          }
        }
      } catch (SessionStoreException e) {
        notSaved(e);
      }
      cookie.send();
    });
  }

  private HttpSessionAdapter atHand() {
    return Objects.requireNonNull(current);
  }

  private void storeFirst(HttpSessionAdapter session) {
    WorkingCopy working = session.working();
    if (options.saveUninitialized() || !working.isEmpty()) {
      Changes changes = working.changes();
      stored(session, changes, store.set(changes.onto(working.copy())), true);
    }
  }

  private void storeAgain(HttpSessionAdapter session) {
    WorkingCopy working = session.working();
    Changes changes = working.changes();
    if (working.newId() != null) {
      stored(session, changes, rotated(working, changes), true);
    } else if (!changes.isEmpty() || status == Status.LOADED && options.resave()) {
      stored(session, changes, saved(working, changes), false);
    } else if (status == Status.LOADED) {
      touch(session);
    }
  }

  private Optional<Session> saved(WorkingCopy session, Changes changes) {
    SaveResult result = store.save(changes.onto(session.copy()));
    return result.status() == SaveResult.Status.CONFLICT
        ? store.update(session.copy().id(), changes::onto)
        : result.session();
  }

  /**
   * What a log-in adds is never written under the old id, which an attacker may know (ROTATE-7).
   */
  private Optional<Session> rotated(WorkingCopy session, Changes changes) {
    SaveResult result = store.rotate(changes.onto(session.copy()), session.id());
    return result.status() == SaveResult.Status.CONFLICT
        ? store.rotate(session.copy().id(), session.id(), changes::onto)
        : result.session();
  }

  private void stored(HttpSessionAdapter session, Changes done, Optional<Session> newer, boolean underNewId) {
    if (newer.isEmpty()) { // a log-out or log-in elsewhere came first
      gone(session);
      return;
    }
    session.working().saved(newer.get(), done);
    status = Status.KEPT;
    if (underNewId || options.rolling() || options.maxAge() != null) {
      handOut(newer.get());
    }
  }

  /**
   * Touches the session. A failure only costs some idle time, so the response is not an error.
   */
  private void touch(HttpSessionAdapter session) {
    status = Status.KEPT;
    try {
      Optional<Session> slid = store.touch(session.working().copy());
      if (slid.isEmpty()) {
        gone(session);
        return;
      }
      session.working().touched(slid.get());
      if (options.rolling()) {
        handOut(slid.get());
      }
    } catch (SessionStoreException e) {
      LOG.warn("A session that was read could not be touched; its idle time still counts from the last write.", e);
    }
  }

  private void handOut(Session copy) {
    Duration life = options.maxAge() == null ? null : copy.maxAge().orElse(options.maxAge());
    cookie.handOut(copy.id(), life);
  }

  /**
   * Detaches the request from a session that has ended: it stores nothing more, and does not remove
   * a newer cookie from the browser.
   */
  private void gone(HttpSessionAdapter session) {
    session.gone();
    current = null;
    if (status != Status.NEW) { // of a session invalidated before, the cookie must still be removed
      cookie.leave();
    }
    status = Status.DETACHED;
  }

  private void notSaved(SessionStoreException e) {
    if (ErrorResponse.isCallersFault(e)) {
      failed(e);
      throw e;
    }
    if (atHand().working().newId() != null) { // a log-in that is not stored must not look successful
      throw unavailable(e);
    }
    withoutStore("save", e);
  }

  private void withoutStore(String operation, SessionStoreException cause) {
    if (options.storeDown() == OnStoreDown.UNAVAILABLE) {
      throw unavailable(cause);
    }
    LOG.warn("The session store failed during {}; the request goes on without a session.", operation, cause);
    storeFailure = cause;
    status = Status.DETACHED;
  }

  private StoreUnavailableException unavailable(SessionStoreException cause) {
    StoreUnavailableException unavailable = new StoreUnavailableException(cause);
    failed(unavailable);
    return unavailable;
  }

  private void failed(RuntimeException thrown) {
    failure = new ErrorResponse(thrown);
    if (status != Status.ANSWERED) {
      status = Status.FAILED;
    }
  }

  /** Called when the response has lost its headers. */
  void reset() {
    lock.run(cookie::reset);
  }

  /**
   * Ends the request: saves what has changed since, and sends the error response if the session
   * could not be loaded or saved. Never throws an exception of the store.
   */
  void end() {
    try {
      save();
    } catch (SessionStoreException | StoreUnavailableException e) {
      LOG.debug("The session was not saved.", e); // handled below
    }
    ErrorResponse unanswered = lock.get(() -> {
      if (status != Status.FAILED) {
        return null;
      }
      status = Status.ANSWERED;
      return failure;
    });
    if (unanswered != null) {
      unanswered.answer(response);
    }
  }

  /**
   * {@return whether this session caused an exception that came from the application}
   */
  boolean isBehind(Throwable thrown) {
    ErrorResponse why = failure;
    return why != null && why.isBehind(thrown);
  }
}
