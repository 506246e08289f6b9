package dev.sessionstore.sql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks up many keys by one statement. There is one statement for each power of two, created on
 * first use and always with the same text (SQL-3); parameters left over repeat a key. Thread-safe.
 */
final class SqlFindAll {

  /** The maximum number of keys per statement. */
  static final int MAX_KEYS = 256;

  private final String select;
  private final Map<Integer, SqlStatement> bySize = new ConcurrentHashMap<>();

  /** {@code select} is the query up to {@code where}. */
  SqlFindAll(String select) {
    this.select = select;
  }

  /** Takes 2 to {@link #MAX_KEYS} keys. */
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
