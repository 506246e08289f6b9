package dev.sessionstore.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row, as every backend writes it. Times in epoch milliseconds.
 *
 * @param key the primary key
 * @param data the encoded document
 * @param expires dead from this instant on
 * @param maxAge own idle time; null: the store's; 0: a fixed expiry
 * @param version opaque stamp of the last data write
 * @param createdAt first write
 * @param updatedAt last write of any kind
 * @param columns declared columns, by name, in declared order; a backend writes them and need not
 *   read them back. Instants come as Long
 */
public record SessionRow(String key, String data, long expires, @Nullable Long maxAge, long version, long createdAt,
    long updatedAt, Map<String, @Nullable Object> columns) {

  /**
   * Copies the columns.
   *
   * @param key the primary key
   * @param data the encoded document
   * @param expires dead from this instant on
   * @param maxAge own idle time; null: the store's; 0: a fixed expiry
   * @param version opaque stamp of the last data write
   * @param createdAt first write
   * @param updatedAt last write of any kind
   * @param columns declared columns, by name, in declared order; a backend writes them and need not
   *   read them back. Instants come as Long
   */
  public SessionRow {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** {@return a text without the key: it may be an id} */
  @Override
  public String toString() {
    return "SessionRow[expires=" + expires + ", version=" + version + "]";
  }
}
