package dev.sessionstore.servlet.offender;

import dev.sessionstore.spi.SessionTable;

final class KnowsTheTable {

  private final Class<?> table = SessionTable.class;

  @Override
  public String toString() {
    return table.getName();
  }
}
