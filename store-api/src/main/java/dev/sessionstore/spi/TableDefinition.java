package dev.sessionstore.spi;

import dev.sessionstore.Column;
import java.util.List;

/**
 * What a backend learns when the store opens. Names have been validated: they may stand in a
 * statement.
 *
 * @param tableName {@code table} or {@code schema.table}
 * @param columns the declared columns, in order
 */
public record TableDefinition(String tableName, List<Column<?>> columns) {

  /**
   * Copies the columns.
   *
   * @param tableName {@code table} or {@code schema.table}
   * @param columns the declared columns, in order
   */
  public TableDefinition {
    columns = List.copyOf(columns);
  }
}
