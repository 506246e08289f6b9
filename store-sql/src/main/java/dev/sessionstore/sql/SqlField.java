package dev.sessionstore.sql;

/**
 * A parameter or result column of a statement.
 *
 * @param name of the parameter (without colon) or of the result column
 * @param type String, Long, Integer, Boolean, or what a backend that adds fields of its own can
 *   bind
 */
public record SqlField(String name, Class<?> type) {

  static SqlField text(String name) {
    return new SqlField(name, String.class);
  }

  static SqlField number(String name) {
    return new SqlField(name, Long.class);
  }
}
