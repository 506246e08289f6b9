package dev.sessionstore.spi;

/**
 * A declared column as a backend needs to know it (COL-1).
 *
 * @param name a plain SQL name that is not one of the store's own
 * @param type String, Long, Boolean, Instant (a Long of epoch milliseconds in a row) or UUID (a
 *   String of 36 characters in a row)
 * @param length the length of a String column in characters (code points); 0 for other types
 * @param indexed whether {@link SessionTable#createTable} creates an index on it
 */
public record ColumnDefinition(String name, Class<?> type, int length, boolean indexed) {

  /**
   * Validates the name.
   *
   * @param name a plain SQL name that is not one of the store's own
   * @param type String, Long, Boolean, Instant or UUID
   * @param length the length of a String column in characters (code points); 0 for other types
   * @param indexed whether {@link SessionTable#createTable} creates an index on it
   */
  public ColumnDefinition {
    requireSafeName(name);
  }

  /**
   * Validates the name of a column that is not the store's own, such as one of a user's mapping
   * (COL-2).
   *
   * @param name any text
   * @return the name
   * @throws IllegalArgumentException when it is not a plain SQL name, or belongs to the store
   */
  public static String requireSafeName(String name) {
    return SqlName.requireColumn(name);
  }
}
