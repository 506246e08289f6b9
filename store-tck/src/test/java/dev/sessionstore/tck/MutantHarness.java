package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.rules.Capability;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** What the kit is run on to see a mutant die; {@link MutantsTest} says which, one at a time. */
class MutantHarness extends SessionStoreTck {

  /**
   * The mutant under the kit: the platform makes the instances, so that it cannot be handed over
   * otherwise.
   */
  static Mutant mutant;

  /** A database for all mutants in turn; what one leaves behind the next does not see. */
  static final DataSource POOL = pool();

  private final InMemorySessionTable storage = new InMemorySessionTable();

  private static DataSource pool() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:mutants-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    pool.setMaxConnections(40);
    return pool;
  }

  @Override
  protected Optional<DataSource> database() {
    return mutant.sql() ? Optional.of(mutant.pool().apply(POOL)) : Optional.empty();
  }

  @Override
  protected Set<Capability> capabilities() {
    Set<Capability> all = EnumSet.copyOf(mutant.sql() ? super.capabilities() : EnumSet.of(Capability.COLUMNS));
    if (mutant.sql()) {
      all.add(Capability.OWN_MODEL); // a table with a column more than the store knows
    }
    return all;
  }

  @Override
  protected SessionStore open(SessionStore.Builder prepared) {
    return mutant.sql()
        ? mutant.open(prepared, storage, dataSource(), kit().probe())
        : mutant.open(prepared, storage, POOL, new StatementProbe(POOL));
  }

  @Override
  protected SessionStore openOwnModel(SessionStore.Builder prepared) {
    return open(prepared.options(o -> o.tableName(NOTED_TABLE)));
  }
}
