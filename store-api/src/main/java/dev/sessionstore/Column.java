package dev.sessionstore;

import dev.sessionstore.spi.ColumnDefinition;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A declared column (COL): its value is computed from the session at every data write, and
 * {@link SessionStore#findBy} searches it.
 *
 * @param name {@code [A-Za-z_][A-Za-z0-9_]{0,39}}
 * @param type String, Long, Boolean, Instant or UUID
 * @param length the length of a String column in characters (code points), else 0
 * @param indexed whether createTable creates an index on it
 * @param value computes its value for a session, or null
 * @param <T> its Java type
 */
public record Column<T>(String name, Class<T> type, int length, boolean indexed, Function<Session, @Nullable T> value) {

  private static final int MAX_LENGTH = 4000;
  /** At four bytes each, within PostgreSQL's 2704 and MariaDB's 3072 bytes. */
  private static final int MAX_INDEXED_LENGTH = 512;

  /**
   * Validates the name, type and length.
   *
   * @param name {@code [A-Za-z_][A-Za-z0-9_]{0,39}}
   * @param type String, Long, Boolean, Instant or UUID
   * @param length the length of a String column in characters (code points), else 0
   * @param indexed whether createTable creates an index on it
   * @param value computes its value for a session, or null
   */
  public Column {
    ColumnDefinition
        .requireSafeName(Objects.requireNonNull(name, "A column's name is null; give it a plain SQL name."));
    if (!(type == String.class || type == Long.class || type == Boolean.class || type == Instant.class
        || type == UUID.class)) {
      throw new IllegalArgumentException("Column " + name + " has the type " + type.getName()
          + "; declare it as String, Long, Boolean, Instant or UUID.");
    }
    if (type == String.class && (length < 1 || length > MAX_LENGTH)) {
      throw new IllegalArgumentException("Column " + name + " has the length " + length
          + "; declare it by Column.string with 1 to " + MAX_LENGTH + " characters.");
    }
    if (type == String.class && indexed && length > MAX_INDEXED_LENGTH) {
      throw new IllegalArgumentException(
          "Column " + name + " has the length " + length + ", more than every database can index; declare "
              + MAX_INDEXED_LENGTH + " characters at most, or no index.");
    }
    if (type != String.class && length != 0) {
      throw new IllegalArgumentException(
          "Column " + name + " has a length, which only String columns have; declare it by Column.of.");
    }
    Objects.requireNonNull(value, "value");
  }

  /**
   * Returns a text column, compared exactly (COL-6). A database that treats an empty text as null
   * (MariaDB's {@code EMPTY_STRING_IS_NULL}, H2's {@code MODE=Oracle}) stores an empty value as
   * null, which no search finds.
   *
   * @param name its name
   * @param length its maximum length in characters (code points): 1 to 4000, or 1 to 512 with an
   *   index
   * @param value computes its value for a session, or null
   * @return the column
   */
  public static Column<String> string(String name, int length, Function<Session, @Nullable String> value) {
    return new Column<>(name, String.class, length, false, value);
  }

  /**
   * Returns a column of any other type.
   *
   * @param name its name
   * @param type Long, Boolean, Instant (kept in milliseconds) or UUID
   * @param value computes its value for a session, or null
   * @param <T> its type
   * @return the column
   */
  public static <T> Column<T> of(String name, Class<T> type, Function<Session, @Nullable T> value) {
    return new Column<>(name, type, 0, false, value);
  }

  /** {@return the definition that a backend gets: all but the function} */
  public ColumnDefinition definition() {
    return new ColumnDefinition(name, type, length, indexed);
  }

  /** {@return the same column with an index} */
  public Column<T> withIndex() {
    return new Column<>(name, type, length, true, value);
  }
}
