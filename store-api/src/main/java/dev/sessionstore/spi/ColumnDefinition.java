package dev.sessionstore.spi;

/**
 * A declared column, as a backend has to know it (COL-1).
 *
 * @param name a plain SQL name that is not one of the store's own
 * @param type String, Long, Boolean, Instant (a row holds it as a Long, in epoch milliseconds) or
 *   UUID (a row holds it as a String of 36 characters)
 * @param length of a String column in characters (code points); 0 for every other type
 * @param indexed whether {@link SessionTable#createTable} makes an index on it
 */
public record ColumnDefinition(String name, Class<?> type, int length, boolean indexed) {

  /**
   * Checks the name.
   *
   * @param name a plain SQL name that is not one of the store's own
   * @param type String, Long, Boolean, Instant or UUID
   * @param length of a String column in characters (code points); 0 for every other type
   * @param indexed whether {@link SessionTable#createTable} makes an index on it
   */
  public ColumnDefinition {
    requireSafeName(name);
  }

  /**
   * Checks the name of a column that is not the store's own, such as one that a user's mapping
   * brings (COL-2).
   *
   * @param name any text
   * @return the name
   * @throws IllegalArgumentException when it is not a plain SQL name, or is one of the store's
   */
  public static String requireSafeName(String name) {
    return SqlName.requireColumn(name);
  }
}
