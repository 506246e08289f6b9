package dev.sessionstore.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The table that a backend opens. Its names are validated here and safe in a statement.
 *
 * @param tableName {@code table} or {@code schema.table}
 * @param columns the declared columns, in order
 */
public record TableDefinition(String tableName, List<ColumnDefinition> columns) {

  /**
   * Validates the names and copies the columns.
   *
   * @param tableName {@code table} or {@code schema.table}
   * @param columns the declared columns, in order
   */
  public TableDefinition {
    requireSafeName(tableName);
    columns = List.copyOf(columns);
    Set<String> taken = new HashSet<>();
    for (ColumnDefinition column : columns) {
      if (!taken.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("Two columns are called " + column.name() + "; rename one of them.");
      }
    }
  }

  /**
   * Validates a table's name (TABLE-1).
   *
   * @param name any text
   * @return the name
   * @throws IllegalArgumentException when it is neither {@code table} nor {@code schema.table} of
   *   plain names
   */
  public static String requireSafeName(String name) {
    return SqlName.requireTable(name);
  }
}
