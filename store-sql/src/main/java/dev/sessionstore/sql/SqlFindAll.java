package dev.sessionstore.sql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of many keys by one statement. There is one for each power of two, made when first
 * asked for and always of the same text (SQL-3); marks left over repeat a key. Thread-safe.
 */
final class SqlFindAll {

  /** Keys per statement. */
  static final int MAX_KEYS = 256;

  private final String select;
  private final Map<Integer, SqlStatement> bySize = new ConcurrentHashMap<>();

  /** {@code select}: up to where. */
  SqlFindAll(String select) {
    this.select = select;
  }

  /** {@code keys}: 2 to {@link #MAX_KEYS}. */
  SqlCall of(List<String> keys) {
    int size = Integer.highestOneBit(keys.size() - 1) << 1;
    @Nullable Object[] values = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      values[i] = keys.get(Math.min(i, keys.size() - 1));
    }
    return new SqlCall(bySize.computeIfAbsent(size, this::statement), values);
  }

  private SqlStatement statement(int size) {
    List<SqlField> keys = IntStream.rangeClosed(1, size).mapToObj(i -> SqlField.text("key_" + i)).toList();
    String marks = keys.stream().map(key -> ":" + key.name()).collect(Collectors.joining(", "));
    return new SqlStatement(select + " sid in (" + marks + ")", keys, SqlStatements.OWN);
  }
}
