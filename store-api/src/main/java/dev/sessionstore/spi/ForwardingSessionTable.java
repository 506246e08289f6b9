package dev.sessionstore.spi;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forwards every operation to another table. A base class for a table between engine and backend.
 * Thread-safe if the other table is.
 */
public abstract class ForwardingSessionTable implements SessionTable {

  /** The table that operations are forwarded to. */
  protected final SessionTable table;

  /**
   * Constructs a table around another.
   *
   * @param table the other table, closed with this one
   */
  protected ForwardingSessionTable(SessionTable table) {
    this.table = table;
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public @Nullable SessionRow find(String key) {
    return table.find(key);
  }

  @Override
  public List<SessionRow> findAll(Collection<String> keys) {
    return table.findAll(keys);
  }

  @Override
  public void insert(SessionRow row) {
    table.insert(row);
  }

  @Override
  public Times upsert(SessionRow row, ExpiryTerms terms) {
    return table.upsert(row, terms);
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
    return table.update(key, version, now, row, slide);
  }

  @Override
  public boolean touch(String key, ExpiryTerms terms) {
    return table.touch(key, terms);
  }

  @Override
  public boolean delete(String key) {
    return table.delete(key);
  }

  @Override
  public boolean delete(String key, long version, long now) {
    return table.delete(key, version, now);
  }

  @Override
  public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after, long now,
      int limit) {
    return table.page(column, value, after, now, limit);
  }

  @Override
  public long count(long now) {
    return table.count(now);
  }

  @Override
  public void clear() {
    table.clear();
  }

  @Override
  public int deleteBy(String column, Object value, @Nullable String except) {
    return table.deleteBy(column, value, except);
  }

  @Override
  public Swept sweep(long deadline, int limit, long from) {
    return table.sweep(deadline, limit, from);
  }

  @Override
  public List<String> sweepReturning(long deadline, int limit) {
    return table.sweepReturning(deadline, limit);
  }

  @Override
  public void createTable() {
    table.createTable();
  }

  @Override
  public List<String> differences() {
    return table.differences();
  }

  @Override
  public void close() {
    table.close();
  }
}
