package dev.sessionstore.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row, the same in every backend. Times are in epoch milliseconds.
 *
 * @param key the primary key
 * @param data the encoded document
 * @param expires the time of expiry
 * @param maxAge the session's own idle time; null: the store's; 0: a fixed expiry
 * @param version opaque; new at every data write
 * @param createdAt the time of the first write
 * @param updatedAt the time of the last write of any kind
 * @param columns the values of the declared columns by name, in declared order, Instants as Long; a
 *   backend writes them and need not read them back
 */
public record SessionRow(String key, String data, long expires, @Nullable Long maxAge, long version, long createdAt,
    long updatedAt, Map<String, @Nullable Object> columns) {

  /**
   * Copies the columns.
   *
   * @param key the primary key
   * @param data the encoded document
   * @param expires the time of expiry
   * @param maxAge the session's own idle time; null: the store's; 0: a fixed expiry
   * @param version opaque; new at every data write
   * @param createdAt the time of the first write
   * @param updatedAt the time of the last write of any kind
   * @param columns the values of the declared columns by name, in declared order, Instants as Long;
   *   a backend writes them and need not read them back
   */
  public SessionRow {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** {@return a text without the key, which may be an id} */
  @Override
  public String toString() {
    return "SessionRow[expires=" + expires + ", version=" + version + "]";
  }
}
