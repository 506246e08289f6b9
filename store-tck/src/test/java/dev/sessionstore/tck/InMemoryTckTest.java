package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.tck.rules.Capability;
import java.util.EnumSet;
import java.util.Set;

/** The reference keeps the contract. */
class InMemoryTckTest extends SessionStoreTck {

  private final InMemorySessionTable storage = new InMemorySessionTable();

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return prepared.table(storage.factory()).open();
  }

  @Override
  protected Set<Capability> capabilities() {
    return EnumSet.of(Capability.COLUMNS);
  }
}
