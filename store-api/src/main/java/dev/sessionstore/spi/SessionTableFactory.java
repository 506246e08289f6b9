package dev.sessionstore.spi;

/** Opens a backend's table for one store. */
@FunctionalInterface
public interface SessionTableFactory {

  /**
   * Opens a table. Called once, when the store opens.
   *
   * @param definition the table's name and columns, validated
   * @return the table, closed by the store
   */
  SessionTable open(TableDefinition definition);
}
