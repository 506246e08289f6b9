package dev.sessionstore.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The port: rows only. No policy, no clock, no codec, no raw id reaches a backend; each write is
 * one conditional statement that returns whether a row changed, committed when the call returns,
 * outside any transaction of the caller. Thread-safe.
 *
 * <p>
 * A failure comes out as a {@link SessionTableException}, which says what it means. From any other
 * exception of a write the engine has to conclude that nobody knows what was done.
 */
public interface SessionTable extends AutoCloseable {

  /**
   * What {@link #upsert} stored.
   *
   * @param createdAt as stored
   * @param expires as stored
   */
  record Times(long createdAt, long expires) {}

  /**
   * What one {@link #purge} did.
   *
   * @param rows how many it removed
   * @param reached the greatest {@code expires} among them, where the next one may begin;
   *   {@link Long#MIN_VALUE} where that is not known
   */
  record Purged(int rows, long reached) {}

  /** {@return the table's name, for messages: a mapping's own where there is one} */
  String name();

  /**
   * The row, live or dead.
   *
   * @param key the key
   * @return the row, or null
   */
  @Nullable SessionRow find(String key);

  /**
   * The rows of several keys, live or dead, as they are once the call has begun. There are at most
   * as many keys as the option {@code lookUpBatch} says. This implementation calls {@link #find}
   * for each; override it where one statement can find them all.
   *
   * @param keys the keys; a repeated one counts once
   * @return each row once, in any order; a key without a row is left out
   */
  default List<SessionRow> findAll(Collection<String> keys) {
    List<SessionRow> found = new ArrayList<>();
    for (String key : new LinkedHashSet<>(keys)) {
      SessionRow row = find(key);
      if (row != null) {
        found.add(row);
      }
    }
    return found;
  }

  /**
   * Adds a row.
   *
   * @param row the row
   * @throws SessionTableException of kind {@code KEY_TAKEN} when the key is taken
   */
  void insert(SessionRow row);

  /**
   * Inserts, or replaces, in one decision: over a live row ({@code expires > now})
   * {@code created_at} stays, and {@code expires} is capped at that {@code created_at + lifetime};
   * over a dead one everything is new (SET-1).
   *
   * @param row the row
   * @param terms the moment, and the lifetime that caps
   * @return what is stored now
   */
  Times upsert(SessionRow row, ExpiryTerms terms);

  /**
   * Replaces data where key and version match and the row is live. The row may carry another key:
   * then it moves (ROTATE-1). {@code created_at} stays.
   *
   * @param key where it is
   * @param version what it must hold
   * @param now store's clock
   * @param row what it becomes
   * @param slide true: {@code expires} becomes the later of what it is and the row's; false: it
   *   becomes the row's (EXPIRY-7)
   * @return whether a row changed
   */
  boolean update(String key, long version, long now, SessionRow row, boolean slide);

  /**
   * Slides a live row: {@code expires} becomes the later of what it is and
   * {@link ExpiryTerms#slid}, {@code updated_at} becomes now; a row whose max_age is 0 keeps its
   * {@code expires} (TOUCH-1, 3, 6).
   *
   * @param key the key
   * @param terms the moment, and what bounds the new expiry
   * @return whether a live row was found, changed or not
   */
  boolean touch(String key, ExpiryTerms terms);

  /**
   * Removes a row, live or dead.
   *
   * @param key the key
   * @return whether there was one
   */
  boolean delete(String key);

  /**
   * Removes a live row that still holds a version.
   *
   * @param key the key
   * @param version what it must hold
   * @param now store's clock
   * @return whether a row was removed
   */
  boolean delete(String key, long version, long now);

  /**
   * Live rows in key order.
   *
   * @param column a declared column's name to filter by, or null
   * @param value its value; null exactly when column is
   * @param after the key to start after, or null
   * @param now store's clock
   * @param limit at most so many
   * @return the rows
   */
  List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit);

  /**
   * Counts live rows.
   *
   * @param now store's clock
   * @return how many
   */
  long count(long now);

  /** Removes every row. */
  void clear();

  /**
   * Removes the rows with a column's value.
   *
   * @param column a declared column's name
   * @param value its value
   * @param except a key to spare, or null
   * @return how many
   */
  int deleteBy(String column, Object value, @Nullable String except);

  /**
   * Removes some rows dead by a deadline, re-checked as they are deleted.
   *
   * @param deadline {@code expires <= deadline}
   * @param limit at most so many
   * @param from what the call before it reached: a table that returns {@code reached} takes rows
   *   from there on, in the order of their {@code expires}, so as not to walk again over what it
   *   has just removed; others ignore it
   * @return what was removed, by this call
   */
  Purged purge(long deadline, int limit, long from);

  /**
   * The same, but returns which: called only when somebody listens to expiry (EVENT-3).
   *
   * @param deadline {@code expires <= deadline}
   * @param limit at most so many
   * @return the keys of the rows removed by this call
   * @throws PartlyPurgedException when it failed with some rows removed already
   */
  List<String> purgeAnswering(long deadline, int limit);

  /** Makes table and indexes where they are missing; never alters (TABLE-2). */
  void createTable();

  /**
   * {@return one sentence per difference between the table and what the store needs, each with the
   * statement that mends it (TABLE-3)}
   */
  List<String> differences();

  /** Closes what the table opened. */
  @Override
  void close();
}
