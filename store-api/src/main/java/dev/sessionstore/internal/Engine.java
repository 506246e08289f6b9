package dev.sessionstore.internal;

import dev.sessionstore.Column;
import dev.sessionstore.ExpiryPolicy;
import dev.sessionstore.Page;
import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.StoredSession;
import dev.sessionstore.SweepResult;
import dev.sessionstore.TableMismatchException;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Implements the behaviour of a session store, over a {@link SessionTable} that stores rows only.
 * An operation takes those of these steps that it needs:
 * <ol>
 * <li>The engine rejects an operation on a closed store (LIFE-1), and treats a malformed id as
 * unknown, or rejects it where it would be written (ID-2).
 * <li>{@link Ids} draws the id of a new row, and another one while it is taken (CREATE-2).
 * <li>{@link SessionReader} finds the row; an expired row counts as missing (GET-2), and one that
 * the codec cannot read is reported to the listener (GET-6).
 * <li>The caller's function changes the copy that was read, with no connection held (LIFE-2).
 * <li>{@link RowMapper} hashes the id to the row's key (ID-4), and converts the session to a row
 * with a version that never repeats (SAVE-5).
 * <li>{@link CopyWriter} writes it by one statement, on the condition that the row is live and
 * still has the version that was read (SAVE-4); create, set, touch and destroy need no version.
 * <li>{@link Retries} runs each statement outside the caller's transaction (TX-3), and repeats it
 * where its failure allows that (ERR-2).
 * <li>{@link Conflicts} repeats an update from step 3 when another write came first, until
 * {@code updateTimeout} is over (UPDATE-4).
 * <li>{@link Events} tells the listener after the statement has succeeded (EVENT-1).
 * </ol>
 * {@link Sweep} deletes expired rows; {@link Sweeper} runs it at intervals. Thread-safe.
 */
final class Engine implements SessionStore {

  private static final int UPSERTS = 10;

  private final SessionStoreOptions options;
  private final ExpiryPolicy policy;
  private final RowMapper rows;
  private final SessionTable table;
  private final Retries retries;
  private final Conflicts conflicts;
  private final Ids ids;
  private final SessionReader reader;
  private final CopyWriter copies;
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
    this.ids = new Ids(options.idGenerator());
    this.reader = new SessionReader(options, this.table, rows, retries, events);
    this.copies = new CopyWriter(options, this.table, rows, retries, events, ids);
    Sweep sweep = new Sweep(options, table, retries, events, closed::get);
    this.sweeper = new Sweeper(options.checkExpirationInterval(), options.scheduler(), sweep, events);
  }

  @Override
  public Session create(Map<String, ? extends @Nullable Object> attributes) {
    requireOpen();
    return ids.underFreeId(null, id -> { // CREATE-2
      Session session = Session.of(id, attributes);
      long now = now();
      SessionRow row = rows.encode(session, rows.key(id), now, now);
      if (row.expires() <= now) {
        throw new IllegalArgumentException(
            "The new session would have expired already; give it an expiry in the future.");
      }
      retries.write("create", () -> {
        table.insert(row);
        return true;
      });
      events.tell(l -> l.created(Events.handle(row.key())));
      return RowMapper.written(session, id, row, row.createdAt(), row.expires());
    });
  }

  @Override
  public Optional<Session> get(SessionId id) {
    requireOpen();
    return reader.load(id);
  }

  @Override
  public Optional<Session> set(Session session) {
    requireOpen();
    SessionId id = Ids.requireWellFormed(session.id());
    long now = now();
    String key = rows.key(id);
    SessionRow row = rows.encode(session, key, now, now);
    if (row.expires() <= now) { // SET-3
      remove(key);
      return Optional.empty();
    }
    SessionTable.Times times = retries.write("set", () -> upsert(row, now));
    if (times.expires() <= now) { // capped by the absolute lifetime of the row it replaced
      remove(key);
      return Optional.empty();
    }
    events.tell(l -> l.saved(Events.handle(key)));
    return Optional.of(RowMapper.written(session, id, row, times.createdAt(), times.expires()));
  }

  /**
   * SET-2: two inserts of one new key may collide inside a database's merge; repeating the one that
   * failed finds the other's row.
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
    return storeCopy("save", session, (before, after) -> copies.write("save", before, after, before.id()));
  }

  @Override
  public SaveResult rotate(Session session) {
    return storeCopy("rotate", session, copies::moveToFreeId);
  }

  @Override
  public SaveResult rotate(Session session, SessionId to) { // ROTATE-6
    Ids.requireAnother(session.id(), to);
    return storeCopy("rotate", session, (before, after) -> copies.moveTo(to, before, after));
  }

  @Override
  public Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change) { // ROTATE-7
    Ids.requireAnother(from, to);
    return modify("rotate", from, change, (before, after) -> copies.moveTo(to, before, after));
  }

  private SaveResult storeCopy(String operation, Session copy,
      BiFunction<Session, Session, @Nullable SaveResult> write) {
    requireOpen();
    if (!copy.id().isWellFormed() || copy.stamp().isEmpty()) {
      return new SaveResult(Status.GONE, null);
    }
    SaveResult result = write.apply(copy, copy);
    return result != null ? result : copies.lost(operation, copy);
  }

  @Override
  public SessionStoreOptions options() {
    return options;
  }

  @Override
  public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
    return modify("update", id, change, (before, after) -> after.equals(before) // UPDATE-5
        ? new SaveResult(Status.SAVED, before)
        : copies.write("update", before, after, id));
  }

  @Override
  public Optional<Session> rotate(SessionId id) {
    return rotate(id, UnaryOperator.identity());
  }

  @Override
  public Optional<Session> rotate(SessionId id, UnaryOperator<Session> change) {
    return modify("rotate", id, change, copies::moveToFreeId);
  }

  /** Repeats reading, changing and writing until no other write came between. */
  private Optional<Session> modify(String operation, SessionId id, UnaryOperator<Session> change,
      BiFunction<Session, Session, @Nullable SaveResult> write) {
    requireOpen();
    if (!id.isWellFormed()) {
      return Optional.empty();
    }
    SaveResult result = conflicts.retried(id, options.updateTimeout(), () -> {
      Optional<Session> loaded = reader.load(id);
      if (loaded.isEmpty()) {
        return new SaveResult(Status.GONE, null);
      }
      Session before = loaded.get();
      Session after = change.apply(before);
      if (after == null || !after.id().equals(id)) { // UPDATE-3
        throw new IllegalArgumentException(
            "The function returned null or a session with another id; return the session it was given, changed"
                + " by with… and without.");
      }
      return write.apply(before, after);
    });
    if (result == null) {
      throw new SessionConflictException(
          "The " + operation + " did not succeed within " + options.updateTimeout()
              + ": others kept writing this session. Write it less often, or raise updateTimeout.",
          null);
    }
    return result.session();
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
    // the row's idle time: the copy's may have been changed and not saved
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
    String key = rows.key(id);
    boolean live = retries.repeatable("touch", () -> table.touch(key, policy.at(now)));
    if (live) {
      events.tell(l -> l.touched(Events.handle(key)));
    }
    return live;
  }

  @Override
  public boolean destroy(SessionId id) {
    requireOpen();
    return id.isWellFormed() && remove(rows.key(id));
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
    Object raw = rows.raw(declared(column), Objects.requireNonNull(value, "value"));
    return reader.page(column.name(), raw, limit, after);
  }

  @Override
  public Page<StoredSession> all(int limit, @Nullable SessionHandle after) {
    requireOpen();
    return reader.page(null, null, limit, after);
  }

  @Override
  public <T> int destroyBy(Column<T> column, T value, @Nullable SessionId except) {
    requireOpen();
    Object raw = rows.raw(declared(column), Objects.requireNonNull(value, "value"));
    String spared = except != null && except.isWellFormed() ? rows.key(except) : null;
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

  private <T> Column<T> declared(Column<T> column) {
    if (!options.columns().contains(column)) {
      throw new IllegalArgumentException("The column " + column.name() + " was not declared when this store was opened;"
          + " add it to the option columns.");
    }
    return column;
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
