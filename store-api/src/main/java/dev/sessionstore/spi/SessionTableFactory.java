package dev.sessionstore.spi;

/** Opens a backend's table for one store. */
@FunctionalInterface
public interface SessionTableFactory {

  /**
   * Called once, when the store opens.
   *
   * @param definition validated name and columns
   * @return a table, closed by the store
   */
  SessionTable open(TableDefinition definition);
}
