package dev.sessionstore.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The port: what a backend implements. It stores rows only; expiry policy, clock, codec and raw ids
 * stay above it. Each write is one conditional statement that returns whether a row matched, is
 * committed when the call returns, and runs outside any transaction of the caller. Implementations
 * must be thread-safe.
 *
 * <p>
 * A failure is thrown as a {@link SessionTableException}, which says what it means. After any other
 * exception from a write the engine must assume that the outcome is unknown.
 */
public interface SessionTable extends AutoCloseable {

  /**
   * What {@link #upsert} stored.
   *
   * @param createdAt the stored creation time
   * @param expires the stored expiry
   */
  record Times(long createdAt, long expires) {}

  /**
   * The result of one {@link #sweep}.
   *
   * @param rows the number of rows it removed
   * @param reached the greatest {@code expires} among them, where the next call may begin;
   *   {@link Long#MIN_VALUE} when unknown
   */
  record Swept(int rows, long reached) {}

  /** {@return the table's name for messages: the mapping's own if there is one} */
  String name();

  /**
   * Returns a row, live or expired.
   *
   * @param key the key
   * @return the row, or null
   */
  @Nullable SessionRow find(String key);

  /**
   * Returns the rows of several keys, live or expired, as they are after the call has begun. There
   * are at most {@code lookUpBatch} keys. This implementation calls {@link #find} for each;
   * override it if one statement can find them all.
   *
   * @param keys the keys; repetitions have no effect
   * @return each row once, in any order; keys without a row are left out
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
   * Inserts a row.
   *
   * @param row the row
   * @throws SessionTableException of kind {@code KEY_TAKEN} when the key is taken
   */
  void insert(SessionRow row);

  /**
   * Inserts or replaces a row atomically. Replacing a live row ({@code expires > now}) keeps its
   * {@code created_at} and caps {@code expires} at that {@code created_at + lifetime}; replacing an
   * expired one keeps nothing (SET-1).
   *
   * @param row the row
   * @param terms the time, and the lifetime
   * @return what is stored now
   */
  Times upsert(SessionRow row, ExpiryTerms terms);

  /**
   * Replaces a live row that has a given version, but not its {@code created_at}. The new row may
   * have another key (ROTATE-1).
   *
   * @param key the present key
   * @param version the version the row must have
   * @param now the time by the store's clock
   * @param row the new row
   * @param slide true: {@code expires} becomes the later of the present value and the new row's;
   *   false: it becomes the new row's (EXPIRY-7)
   * @return whether a row matched
   */
  boolean update(String key, long version, long now, SessionRow row, boolean slide);

  /**
   * Slides the expiry of a live row: {@code expires} becomes the later of the present value and
   * {@link ExpiryTerms#slid}, and {@code updated_at} becomes now; a row whose max_age is 0 keeps
   * its {@code expires} (TOUCH-1, 3, 6).
   *
   * @param key the key
   * @param terms the time, and what determines the new expiry
   * @return whether a live row was found, changed or not
   */
  boolean touch(String key, ExpiryTerms terms);

  /**
   * Removes a row, live or expired.
   *
   * @param key the key
   * @return whether there was one
   */
  boolean delete(String key);

  /**
   * Removes a live row that has a given version.
   *
   * @param key the key
   * @param version the version the row must have
   * @param now the time by the store's clock
   * @return whether a row was removed
   */
  boolean delete(String key, long version, long now);

  /**
   * Returns live rows in key order.
   *
   * @param column the name of a declared column to filter by, or null
   * @param value the column's value; null exactly when column is
   * @param after the key to start after, or null
   * @param now the time by the store's clock
   * @param limit the maximum number of rows
   * @return the rows
   */
  List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit);

  /**
   * Counts live rows.
   *
   * @param now the time by the store's clock
   * @return the number of rows
   */
  long count(long now);

  /** Removes every row. */
  void clear();

  /**
   * Removes the rows with a column's value.
   *
   * @param column the name of a declared column
   * @param value the column's value
   * @param except the key of a row to keep, or null
   * @return the number of rows removed
   */
  int deleteBy(String column, Object value, @Nullable String except);

  /**
   * Removes some rows that expired by a deadline, checking that again as it deletes them.
   *
   * @param deadline removes rows with {@code expires <= deadline}
   * @param limit the maximum number of rows
   * @param from {@code reached} of the call before: a table that returns {@code reached} removes
   *   rows from there on, in the order of {@code expires}, so as not to scan again what it has just
   *   removed; others ignore it
   * @return what this call removed
   */
  Swept sweep(long deadline, int limit, long from);

  /**
   * Does the same, but returns the keys. Called only if the listener wants expiry events (EVENT-3).
   *
   * @param deadline removes rows with {@code expires <= deadline}
   * @param limit the maximum number of rows
   * @return the keys of the rows removed by this call
   * @throws PartlySweptException when it failed after removing some rows
   */
  List<String> sweepReturning(long deadline, int limit);

  /** Creates the table and its indexes where they are missing. Never alters anything (TABLE-2). */
  void createTable();

  /**
   * {@return one sentence per difference between the table and what the store needs, each with the
   * statement that fixes it (TABLE-3)}
   */
  List<String> differences();

  /** Closes what the table opened. */
  @Override
  void close();
}
