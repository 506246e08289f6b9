package dev.sessionstore.memory;

import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stores rows in memory, for tests and as the contract's reference. Stores opened on one instance's
 * {@link #factory()} share its rows. Thread-safe: each operation holds the instance's monitor.
 */
public final class InMemorySessionTable implements SessionTable {

  private final TreeMap<String, SessionRow> rows = new TreeMap<>();

  /** Constructs an empty table. */
  public InMemorySessionTable() {}

  /** {@return a factory that returns this table to any number of stores} */
  public SessionTableFactory factory() {
    return definition -> this;
  }

  @Override
  public String name() {
    return "in memory";
  }

  @Override
  public synchronized @Nullable SessionRow find(String key) {
    return rows.get(key);
  }

  @Override
  public synchronized void insert(SessionRow row) {
    if (rows.putIfAbsent(row.key(), row) != null) {
      throw SessionTableException.keyTaken();
    }
  }

  @Override
  public synchronized Times upsert(SessionRow row, ExpiryTerms terms) {
    SessionRow old = rows.get(row.key());
    boolean live = old != null && old.expires() > terms.now();
    long createdAt = live ? old.createdAt() : row.createdAt();
    long expires = live ? terms.capped(row.expires(), createdAt) : row.expires();
    rows.put(row.key(), timed(row, expires, createdAt, row.updatedAt()));
    return new Times(createdAt, expires);
  }

  @Override
  public synchronized boolean update(String key, long version, long now, SessionRow row, boolean slide) {
    SessionRow old = rows.get(key);
    if (old == null || old.version() != version || old.expires() <= now) {
      return false;
    }
    if (!row.key().equals(key) && rows.containsKey(row.key())) {
      throw SessionTableException.keyTaken();
    }
    rows.remove(key);
    rows.put(row.key(),
        timed(row, slide ? Math.max(old.expires(), row.expires()) : row.expires(), old.createdAt(), row.updatedAt()));
    return true;
  }

  @Override
  public synchronized boolean touch(String key, ExpiryTerms terms) {
    SessionRow old = rows.get(key);
    if (old == null || old.expires() <= terms.now()) {
      return false;
    }
    Long own = old.maxAge();
    long expires =
        own != null && own == 0 ? old.expires() : Math.max(old.expires(), terms.slid(old.createdAt(), own));
    rows.put(key, timed(old, expires, old.createdAt(), terms.now()));
    return true;
  }

  @Override
  public synchronized boolean delete(String key) {
    return rows.remove(key) != null;
  }

  @Override
  public synchronized boolean delete(String key, long version, long now) {
    SessionRow old = rows.get(key);
    return old != null && old.version() == version && old.expires() > now && rows.remove(key) != null;
  }

  @Override
  public synchronized List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after,
      long now, int limit) {
    Map<String, SessionRow> rest = after == null ? rows : rows.tailMap(after, false);
    return some(rest,
        row -> row.expires() > now && (column == null || value != null && value.equals(row.columns().get(column))),
        limit);
  }

  @Override
  public synchronized long count(long now) {
    return rows.values().stream().filter(row -> row.expires() > now).count();
  }

  @Override
  public synchronized void clear() {
    rows.clear();
  }

  @Override
  public synchronized int deleteBy(String column, Object value, @Nullable String except) {
    int before = rows.size();
    rows.values().removeIf(row -> value.equals(row.columns().get(column)) && !row.key().equals(except));
    return before - rows.size();
  }

  @Override
  public synchronized Swept sweep(long deadline, int limit, long from) {
    List<SessionRow> dead = rows.values().stream().filter(row -> row.expires() >= from && row.expires() <= deadline)
        .sorted(Comparator.comparingLong(SessionRow::expires)).limit(limit).toList();
    dead.forEach(row -> rows.remove(row.key()));
    return new Swept(dead.size(), dead.isEmpty() ? from : dead.get(dead.size() - 1).expires());
  }

  @Override
  public synchronized List<String> sweepReturning(long deadline, int limit) {
    List<String> dead = some(rows, row -> row.expires() <= deadline, limit).stream().map(SessionRow::key).toList();
    dead.forEach(rows::remove);
    return dead;
  }

  /** Does nothing. */
  @Override
  public void createTable() {}

  @Override
  public List<String> differences() {
    return List.of();
  }

  /** Keeps the rows, since other stores may share them. */
  @Override
  public void close() {}

  private static List<SessionRow> some(Map<String, SessionRow> from, Predicate<SessionRow> which, int limit) {
    return new ArrayList<>(from.values().stream().filter(which).limit(limit).toList());
  }

  private static SessionRow timed(SessionRow row, long expires, long createdAt, long updatedAt) {
    return new SessionRow(row.key(), row.data(), expires, row.maxAge(), row.version(), createdAt, updatedAt,
        row.columns());
  }
}
