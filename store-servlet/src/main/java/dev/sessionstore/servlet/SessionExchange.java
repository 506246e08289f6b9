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
 * One request and its response, through all dispatches, and the session of the two: loaded when it
 * is first asked for, saved before the response is committed, and once more at the end if it has
 * changed since. Thread-safe.
 *
 * <ol>
 * <li>{@link #session} loads by the ids that the browser presents, or makes a new one.
 * <li>The application works on an {@link HttpSessionAdapter}, whose {@link WorkingCopy} gathers
 * what it does.
 * <li>{@link #save} has one statement do what the {@link Status} asks for, and sets the cookie.
 * <li>{@link #end} saves what is left, and answers for a session that could not be loaded or saved.
 * </ol>
 */
final class SessionExchange {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  /** What has become of the session so far, and so what a save has to do. */
  private enum Status {
    /** Nobody has asked for it. */
    NOT_ASKED,
    /** None is presented that lives, or the application has invalidated it. */
    ABSENT,
    /** Made by this request; the store has not seen it. */
    NEW,
    /** As loaded: a save writes what was changed, or else touches it. */
    LOADED,
    /** Written or touched by this request: a save writes what was changed since. */
    KEPT,
    /**
     * Whatever this request still does is not stored: somebody else has ended the session, or there
     * is no database and {@link StoreDown#NO_SESSION}.
     */
    DETACHED,
    /** The request is to be answered by an error: nothing is stored, no cookie set. */
    FAILED,
    /** It has been. */
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
  /** Valid; null: none at present. */
  private @Nullable HttpSessionAdapter current;
  private @Nullable SessionId requestedAlive;
  /** Why the request goes on without the store; null: it does not, or nobody has failed. */
  private @Nullable SessionStoreException storeFailure;
  private volatile @Nullable RequestFailure failure;

  /** {@code request} and {@code response} as the container gave them. */
  SessionExchange(SessionStore store, FilterOptions options, HttpServletRequest request, HttpServletResponse response) {
    this.store = store;
    this.options = options;
    this.servletContext = request.getServletContext();
    this.response = response;
    this.presented = options.cookie().presented(request);
    this.cookie = new ResponseCookie(options.cookie(), request, response);
  }

  /** {@return the id the browser presents; null: none, a forged or a malformed one} */
  @Nullable String requestedId() {
    return presented.isEmpty() ? null : Optional.ofNullable(requestedAlive).orElse(presented.get(0)).value();
  }

  boolean requestedIdIsValid() {
    return lock.get(() -> {
      HttpSessionAdapter session = loaded();
      // neither replaced nor given another id since
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

  /** A read that has to be answered for when there is no database. */
  private Optional<Session> asked(Supplier<Optional<Session>> read) {
    try {
      return read.get();
    } catch (SessionStoreException e) {
      if (RequestFailure.isCallersFault(e)) {
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
      if (storeFailure != null && session.working().isStored()) { // a log-in that cannot be stored is not called done
        throw unavailable(storeFailure);
      }
      return session.changeId(options.idGenerator().get());
    });
  }

  /**
   * A log-out that could not be done is never called done: the request is answered 503 in either
   * mode, and the browser keeps its cookie to try again. It is tried after a failed save too.
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
    } else if (storeFailure != null && !presented.isEmpty()) { // the session that the browser presents may live on
      throw unavailable(storeFailure);
    }
    if (status == Status.NEW || status == Status.LOADED || status == Status.KEPT) {
      status = Status.ABSENT;
    }
  }

  /**
   * Saves what has changed, and sets the cookie while the response still takes one. Called before
   * the response is committed and at the end; costs nothing when nothing was done since.
   */
  void save() {
    lock.run(() -> {
      try {
        switch (status) {
          case NOT_ASKED, ABSENT, DETACHED -> {} // nothing to store; a cookie may have to be taken back
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
   * What a log-in adds is never written under the old id: whoever planted that one knows it
   * (ROTATE-7).
   */
  private Optional<Session> rotated(WorkingCopy session, Changes changes) {
    SaveResult result = store.rotate(changes.onto(session.copy()), session.id());
    return result.status() == SaveResult.Status.CONFLICT
        ? store.rotate(session.copy().id(), session.id(), changes::onto)
        : result.session();
  }

  private void stored(HttpSessionAdapter session, Changes done, Optional<Session> newer, boolean underNewId) {
    if (newer.isEmpty()) { // nothing comes back: somebody logged out, or in, meanwhile
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
   * The page is made and nothing is lost but some idle time: a failure is no reason to refuse it.
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
      LOG.warn("A session that was read could not be touched; its idle time goes on from the last write.", e);
    }
  }

  private void handOut(Session copy) {
    Duration life = options.maxAge() == null ? null : copy.maxAge().orElse(options.maxAge());
    cookie.handOut(copy.id(), life);
  }

  /**
   * Whatever this request still does leaves nothing, and takes no newer cookie from the browser.
   */
  private void gone(HttpSessionAdapter session) {
    session.gone();
    current = null;
    if (status != Status.NEW) { // the cookie of one that was invalidated before is still to be taken back
      cookie.leave();
    }
    status = Status.DETACHED;
  }

  private void notSaved(SessionStoreException e) {
    if (RequestFailure.isCallersFault(e)) {
      failed(e);
      throw e;
    }
    if (atHand().working().newId() != null) { // a log-in that is not stored is not called done, in either mode
      throw unavailable(e);
    }
    withoutStore("save", e);
  }

  private void withoutStore(String operation, SessionStoreException cause) {
    if (options.storeDown() == StoreDown.UNAVAILABLE) {
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
    failure = new RequestFailure(thrown);
    if (status != Status.ANSWERED) {
      status = Status.FAILED;
    }
  }

  /** The response has lost its headers. */
  void reset() {
    lock.run(cookie::reset);
  }

  /**
   * The request is over: saves what is left, and answers for a session that could not be loaded or
   * saved. Never throws for the store.
   */
  void end() {
    try {
      save();
    } catch (SessionStoreException | StoreUnavailableException e) {
      LOG.debug("The session was not saved.", e); // answered for below
    }
    RequestFailure unanswered = lock.get(() -> {
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
   * {@return whether an exception from the application is the one this session threw through it}
   */
  boolean isBehind(Throwable thrown) {
    RequestFailure why = failure;
    return why != null && why.isBehind(thrown);
  }
}
