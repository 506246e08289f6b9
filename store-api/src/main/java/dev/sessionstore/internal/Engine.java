package dev.sessionstore.internal;

import dev.sessionstore.Column;
import dev.sessionstore.ExpiryPolicy;
import dev.sessionstore.OnUnreadable;
import dev.sessionstore.Page;
import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionDocument;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.StoredSession;
import dev.sessionstore.SweepResult;
import dev.sessionstore.TableMismatchException;
import dev.sessionstore.UnreadableSessionException;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour, written once: expiry, codec, hashing, retries, events. The table below knows rows
 * only. Thread-safe.
 */
final class Engine implements SessionStore {

  private static final int ID_DRAWS = 5;
  private static final int UPSERTS = 10;

  private final SessionStoreOptions options;
  private final ExpiryPolicy policy;
  private final RowMapper rows;
  private final SessionTable table;
  private final Retries retries;
  private final Conflicts conflicts;
  private final Events events;
  private final Sweeper sweeper;
  private final AtomicBoolean closed = new AtomicBoolean();

  Engine(SessionStoreOptions options, SessionTable table, LongSupplier monotonicNanos, LongConsumer pauseNanos) {
    this.options = options;
    this.policy = options.expiryPolicy();
    this.rows = new RowMapper(options);
    this.table =
        options.lookUpBatch() > 1 ? new BatchingTable(table, options.lookUpBatch(), monotonicNanos) : table; // GET-8
    BackOff backOff = new BackOff(pauseNanos);
    this.retries = new Retries(options.transactionBoundary(), table.name(), monotonicNanos, backOff);
    this.conflicts = new Conflicts(monotonicNanos, backOff);
    this.events = new Events(options.listener());
    Sweep sweep = new Sweep(options, table, retries, events, closed::get);
    this.sweeper = new Sweeper(options.checkExpirationInterval(), options.scheduler(), sweep, events);
  }

  @Override
  public Session create(Map<String, ? extends @Nullable Object> attributes) {
    requireOpen();
    return underFreeId(null, id -> { // CREATE-2
      Session session = Session.of(id, attributes);
      long now = now();
      SessionRow row = rows.encode(session, key(id), now, now);
      if (row.expires() <= now) {
        throw new IllegalArgumentException("The new session would be dead already; give it an expiry in the future.");
      }
      retries.write("create", () -> {
        table.insert(row);
        return true;
      });
      events.tell(l -> l.created(Events.handle(row.key())));
      return RowMapper.written(session, id, row, row.createdAt(), row.expires());
    });
  }

  /**
   * Draws ids until one is not taken, a bounded number of times; {@code old}: another that will not
   * do.
   */
  private <T> T underFreeId(@Nullable SessionId old, Function<SessionId, T> write) {
    SessionStoreException taken = null;
    for (int draw = 0; draw < ID_DRAWS; draw++) {
      SessionId id = requireWellFormed(SessionId.of(options.idGenerator().get()));
      if (id.equals(old)) { // ROTATE-2
        continue;
      }
      try {
        return write.apply(id);
      } catch (SessionStoreException e) {
        if (!SessionTableException.isKeyTaken(e)) {
          throw e;
        }
        taken = e;
      }
    }
    throw new SessionStoreException("No unused id in " + ID_DRAWS
        + " draws; look at the idGenerator, or at a unique index of your own on the table.", taken);
  }

  @Override
  public Optional<Session> get(SessionId id) {
    requireOpen();
    return load(id);
  }

  @Override
  public Optional<Session> set(Session session) {
    requireOpen();
    SessionId id = requireWellFormed(session.id());
    long now = now();
    String key = key(id);
    SessionRow row = rows.encode(session, key, now, now);
    if (row.expires() <= now) { // SET-3
      remove(key);
      return Optional.empty();
    }
    SessionTable.Times times = retries.write("set", () -> upsert(row, now));
    if (times.expires() <= now) { // capped by the absolute deadline of the row it replaced
      remove(key);
      return Optional.empty();
    }
    events.tell(l -> l.saved(Events.handle(key)));
    return Optional.of(RowMapper.written(session, id, row, times.createdAt(), times.expires()));
  }

  /**
   * SET-2: two inserts of one new key may meet inside a database's merge; the loser, repeated,
   * finds the winner's row.
   */
  private SessionTable.Times upsert(SessionRow row, long now) {
    for (int attempt = 1;; attempt++) {
      try {
        return table.upsert(row, policy.at(now));
      } catch (RuntimeException e) {
        if (attempt == UPSERTS || !SessionTableException.isKeyTaken(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public SaveResult save(Session session) {
    return storeCopy("save", session, () -> store("save", session, session, session.id()));
  }

  @Override
  public SaveResult rotate(Session session) {
    return storeCopy("rotate", session, () -> storeUnderFreeId(session, session));
  }

  @Override
  public SaveResult rotate(Session session, SessionId to) { // ROTATE-6
    requireAnother(session.id(), to);
    return storeCopy("rotate", session, () -> storeUnderGivenId(session, session, to));
  }

  @Override
  public Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change) { // ROTATE-7
    requireAnother(from, to);
    return modify("rotate", from, change, (before, after) -> storeUnderGivenId(before, after, to));
  }

  private static void requireAnother(SessionId from, SessionId to) {
    if (requireWellFormed(to).equals(from)) {
      throw new IllegalArgumentException("The id to rotate to is the session's own; draw another one.");
    }
  }

  private Optional<SaveResult> storeUnderGivenId(Session before, Session after, SessionId to) {
    try {
      return store("rotate", before, after, to);
    } catch (SessionStoreException e) {
      if (!SessionTableException.isKeyTaken(e)) {
        throw e;
      }
      throw new SessionStoreException("The id to rotate to is taken, or a unique index of your own on the table "
          + "refused the row; nothing has changed. Draw another one.", e);
    }
  }

  @Override
  public SessionStoreOptions options() {
    return options;
  }

  private SaveResult storeCopy(String operation, Session copy, Supplier<Optional<SaveResult>> write) {
    requireOpen();
    if (!copy.id().isWellFormed() || copy.stamp().isEmpty()) {
      return new SaveResult(Status.GONE, null);
    }
    return write.get().orElseGet(() -> {
      String key = key(copy.id());
      SessionRow there = retries.read(operation, () -> table.find(key));
      return new SaveResult(there == null || there.expires() <= now() ? Status.GONE : Status.CONFLICT, null);
    });
  }

  private Optional<SaveResult> storeUnderFreeId(Session before, Session after) {
    return underFreeId(before.id(), id -> store("rotate", before, after, id));
  }

  /**
   * One conditional write: {@code before}, a copy that came from a store, names row and version;
   * empty: no live row with these.
   */
  private Optional<SaveResult> store(String operation, Session before, Session after, SessionId target) {
    Session.Stamp stamp = before.stamp().orElseThrow();
    String key = key(before.id());
    long now = now();
    SessionRow row = rows.encode(after, key(target), stamp.createdAt().toEpochMilli(), now);
    if (row.expires() <= now) { // EXPIRY-8
      if (!retries.write(operation, () -> table.delete(key, stamp.version(), now))) {
        return Optional.empty();
      }
      events.tell(l -> l.destroyed(Events.handle(key)));
      return Optional.of(new SaveResult(Status.GONE, null));
    }
    boolean slides = after.fixedExpiry().isEmpty() && Objects.equals(stamp.idle(), row.maxAge()); // EXPIRY-7
    if (!retries.write(operation, () -> table.update(key, stamp.version(), now, row, slides))) {
      return Optional.empty();
    }
    events.tell(l -> {
      if (row.key().equals(key)) {
        l.saved(Events.handle(key));
      } else {
        l.rotated(Events.handle(key), Events.handle(row.key()));
      }
    });
    long expires = slides ? Math.max(row.expires(), stamp.expiresAt().toEpochMilli()) : row.expires();
    return Optional.of(new SaveResult(Status.SAVED, RowMapper.written(after, target, row, row.createdAt(), expires)));
  }

  @Override
  public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
    return modify("update", id, change, (before, after) -> after.equals(before) // UPDATE-5
        ? Optional.of(new SaveResult(Status.SAVED, before))
        : store("update", before, after, id));
  }

  @Override
  public Optional<Session> rotate(SessionId id) {
    return rotate(id, UnaryOperator.identity());
  }

  @Override
  public Optional<Session> rotate(SessionId id, UnaryOperator<Session> change) {
    return modify("rotate", id, change, this::storeUnderFreeId);
  }

  /**
   * Reads, changes and writes until nobody else wrote in between; {@code write} answers empty where
   * somebody did.
   */
  private Optional<Session> modify(String operation, SessionId id, UnaryOperator<Session> change,
      BiFunction<Session, Session, Optional<SaveResult>> write) {
    requireOpen();
    if (!id.isWellFormed()) {
      return Optional.empty();
    }
    return conflicts.<Optional<Session>>retried(id, options.updateTimeout(), () -> {
      Optional<Session> loaded = load(id);
      if (loaded.isEmpty()) {
        return Optional.of(Optional.empty());
      }
      Session before = loaded.get();
      Session after = change.apply(before);
      if (after == null || !after.id().equals(id)) { // UPDATE-3
        throw new IllegalArgumentException(
            "The function answered null or a session with another id; answer the session it was given, changed"
                + " by with… and without.");
      }
      return write.apply(before, after).map(SaveResult::session);
    }).orElseThrow(() -> new SessionConflictException(
        "The " + operation + " did not get through within " + options.updateTimeout()
            + ": others kept writing this session. Write it less often, or raise updateTimeout.",
        null));
  }

  @Override
  public Optional<Session> touch(Session session) {
    requireOpen();
    Optional<Session.Stamp> stamp = session.stamp();
    if (!session.id().isWellFormed() || stamp.isEmpty()) {
      return Optional.empty();
    }
    if (options.disableTouch()) {
      return Optional.of(session);
    }
    long now = now();
    long known = stamp.get().expiresAt().toEpochMilli();
    // by the row's idle time: that of the copy may have been changed and not saved
    Long own = stamp.get().idle();
    long idle = Objects.requireNonNullElse(own, options.expiration().toMillis());
    long wanted =
        idle == 0 ? known : Math.max(known, policy.at(now).slid(stamp.get().createdAt().toEpochMilli(), own));
    long worth = Math.min(options.touchInterval().toMillis(), idle / 10);
    if (known > now && (wanted == known || wanted - known < worth)) { // TOUCH-5
      return Optional.of(session);
    }
    return slide(session.id(), now)
        ? Optional.of(RowMapper.touched(session, stamp.get(), now, wanted))
        : Optional.empty();
  }

  @Override
  public boolean touch(SessionId id) {
    requireOpen();
    if (!id.isWellFormed()) {
      return false;
    }
    return options.disableTouch() || slide(id, now());
  }

  private boolean slide(SessionId id, long now) {
    String key = key(id);
    boolean live = retries.repeatable("touch", () -> table.touch(key, policy.at(now)));
    if (live) {
      events.tell(l -> l.touched(Events.handle(key)));
    }
    return live;
  }

  @Override
  public boolean destroy(SessionId id) {
    requireOpen();
    return id.isWellFormed() && remove(key(id));
  }

  @Override
  public boolean destroy(SessionHandle handle) {
    requireOpen();
    return SessionId.of(handle.value()).isWellFormed() && remove(handle.value());
  }

  private boolean remove(String key) {
    boolean removed = retries.repeatable("destroy", () -> table.delete(key));
    if (removed) {
      events.tell(l -> l.destroyed(Events.handle(key)));
    }
    return removed;
  }

  @Override
  public <T> Page<StoredSession> findBy(Column<T> column, T value, int limit, @Nullable SessionHandle after) {
    requireOpen();
    return page(declared(column).name(), rows.raw(column, Objects.requireNonNull(value, "value")), limit, after);
  }

  @Override
  public Page<StoredSession> all(int limit, @Nullable SessionHandle after) {
    requireOpen();
    return page(null, null, limit, after);
  }

  private Page<StoredSession> page(@Nullable String column, @Nullable Object value, int limit,
      @Nullable SessionHandle after) {
    if (limit < 1 || limit > 10_000) {
      throw new IllegalArgumentException("A page of " + limit + " is not possible; ask for 1 to 10000.");
    }
    long now = now();
    List<SessionRow> found =
        retries.read("list", () -> table.page(column, value, after == null ? null : after.value(), now, limit));
    List<StoredSession> items = new ArrayList<>();
    for (SessionRow row : found) {
      SessionDocument document = decode(row, OnUnreadable.DISCARD); // LIST-2: does not end the walk
      if (document != null) {
        items.add(
            new StoredSession(Events.handle(row.key()), document.attributes(), Instant.ofEpochMilli(row.createdAt()),
                Instant.ofEpochMilli(row.updatedAt()), Instant.ofEpochMilli(row.expires())));
      }
    }
    return new Page<>(items, found.size() < limit ? null : Events.handle(found.get(found.size() - 1).key()));
  }

  @Override
  public <T> int destroyBy(Column<T> column, T value, @Nullable SessionId except) {
    requireOpen();
    Object raw = rows.raw(declared(column), Objects.requireNonNull(value, "value"));
    String spared = except != null && except.isWellFormed() ? key(except) : null;
    int count = retries.repeatable("destroyBy", () -> table.deleteBy(column.name(), raw, spared));
    events.tell(l -> l.destroyedBy(column.name(), count));
    return count;
  }

  @Override
  public long length() {
    requireOpen();
    long now = now();
    return retries.read("length", () -> table.count(now));
  }

  @Override
  public void clear() {
    requireOpen();
    retries.repeatable("clear", () -> {
      table.clear();
      return true;
    });
  }

  @Override
  public SweepResult clearExpired() {
    requireOpen();
    return sweeper.sweepNow();
  }

  @Override
  public void startExpiring() {
    requireOpen();
    sweeper.start();
  }

  @Override
  public void stopExpiring() {
    requireOpen();
    sweeper.stop();
  }

  @Override
  public void createTable() {
    requireOpen();
    retries.repeatable("createTable", () -> {
      table.createTable();
      return true;
    });
  }

  @Override
  public void validateTable() {
    requireOpen();
    List<String> differences = retries.read("validateTable", table::differences);
    if (!differences.isEmpty()) {
      throw new TableMismatchException(
          "The table " + table.name() + " is not what the store needs: " + String.join(" ", differences), null);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sweeper.stop();
      table.close();
    }
  }

  private Optional<Session> load(SessionId id) {
    if (!id.isWellFormed()) { // ID-2
      return Optional.empty();
    }
    String key = key(id);
    SessionRow row = retries.read("get", () -> table.find(key));
    if (row == null || row.expires() <= now()) { // GET-2
      return Optional.empty();
    }
    SessionDocument document = decode(row, options.onUnreadable());
    if (document == null) {
      return Optional.empty();
    }
    return Optional.of(RowMapper.read(id, row, document));
  }

  private @Nullable SessionDocument decode(SessionRow row, OnUnreadable mode) {
    try {
      return options.codec().decode(row.data());
    } catch (RuntimeException e) { // GET-6
      events.tell(l -> l.unreadable(Events.handle(row.key()), e));
      if (mode == OnUnreadable.FAIL) {
        // the codec's message may quote the data: the cause is for the listener alone
        throw new UnreadableSessionException("A session's data cannot be read by the codec ("
            + e.getClass().getSimpleName() + "); its row stays until it expires.", null);
      }
      return null;
    }
  }

  private <T> Column<T> declared(Column<T> column) {
    if (!options.columns().contains(column)) {
      throw new IllegalArgumentException("The column " + column.name() + " was not declared when this store was opened;"
          + " add it to the option columns.");
    }
    return column;
  }

  private static SessionId requireWellFormed(SessionId id) {
    if (!id.isWellFormed()) {
      throw new IllegalArgumentException(
          "The session id is malformed; give 1 to 128 visible ASCII characters, or let create draw one.");
    }
    return id;
  }

  private String key(SessionId id) {
    return options.idHashing().key(id.value());
  }

  private long now() {
    return options.clock().millis();
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("This session store is closed; open another.");
    }
  }
}
