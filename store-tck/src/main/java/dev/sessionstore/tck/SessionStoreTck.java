package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.rules.Capability;
import dev.sessionstore.tck.rules.ContractRules;
import dev.sessionstore.tck.rules.Kit;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Proves a backend: extend it, and every rule of {@link RuleCatalogue} is a test of the class.
 * {@link #open} adds a backend or table to a prepared builder and opens it. A test may call it
 * several times, on one storage, to have several processes.
 *
 * <pre>{@code
 * class MyTableTest extends SessionStoreTck {
 *   static final DataSource POOL = …;
 *
 *   @Override protected Optional<DataSource> database() {
 *     return Optional.of(POOL);
 *   }
 *
 *   @Override protected SessionStore open(SessionStore.Builder prepared) {
 *     return prepared.table(MyTable.on(dataSource())).open();
 *   }
 * }
 * }</pre>
 *
 * <p><b>The kit empties the table {@code sessions}, makes and drops others whose names begin with
 * {@code kit_}, and a schema {@code kit_schema}: never run it on a database that matters.</b> Some
 * rules hold two connections and race up to 32 threads: give the pool 8 or more. Tests of one
 * harness run one after another. The order in which racing threads start is drawn from a seed, which
 * is printed with each failure of a race and at the end of a run; the system property
 * {@code sessionstore.tck.seed}, a long, sets it. It does not decide how threads are scheduled, nor
 * how the database orders statements. No rule measures time. A store that hangs fails after two
 * minutes, or as many seconds as the system property {@code sessionstore.tck.patience} says.
 */
@ExtendWith(RuleExtension.class)
@DisplayNameGeneration(RuleNames.class)
@ResourceLock(Resources.SYSTEM_ERR)
public abstract class SessionStoreTck implements ContractRules {

  /** The table of {@link #openOwnModel}. */
  public static final String NOTED_TABLE = "noted_sessions";

  private @Nullable Kit kit;

  /** For harnesses. */
  protected SessionStoreTck() {}

  /**
   * Opens a store on this test's storage.
   *
   * @param prepared options, clock and listener are set; add the place
   * @return an open store; the kit closes it
   */
  protected abstract SessionStore open(SessionStore.Builder prepared);

  /**
   * The SQL database of the store; the kit never closes it. A {@link StatementProbe} is used as it
   * is and restarted before each test: for an ORM's factory that was built on it and is used by
   * several tests.
   *
   * @return the DataSource, or empty: rules that need one are skipped
   */
  protected Optional<DataSource> database() {
    return Optional.empty();
  }

  /**
   * {@return the table of the stores that {@link #open} opens; override it where a mapping, not the
   * option, names the table}
   */
  protected String tableName() {
    return "sessions";
  }

  /** {@return where the virtual clock starts; override to prove another epoch} */
  protected Instant epoch() {
    return Instant.parse("2026-03-29T00:59:59.999Z");
  }

  /**
   * What this harness offers beyond a store. Start from {@code super.capabilities()} to add or to
   * leave out.
   *
   * @return all but OWN_MODEL when there is a {@link #database}, else none; the caller may change
   * the set
   */
  protected Set<Capability> capabilities() {
    return database().isPresent()
        ? EnumSet.complementOf(EnumSet.of(Capability.OWN_MODEL))
        : EnumSet.noneOf(Capability.class);
  }

  /**
   * Opens a store on a mapped class of the harness's own, on the table {@link #NOTED_TABLE}, with a
   * column {@code note varchar(100)} beside the store's. The kit makes the table. Only called when
   * {@link Capability#OWN_MODEL} is declared.
   *
   * @param prepared as in {@link #open}
   * @return an open store; the kit closes it
   */
  protected SessionStore openOwnModel(SessionStore.Builder prepared) {
    throw new UnsupportedOperationException(
        "This harness declares OWN_MODEL; override openOwnModel(prepared) as well.");
  }

  /**
   * {@link #database} as the store has to use it, so that the kit can count, hold and break
   * statements. Another one for each test, unless {@link #database} itself returns a probe.
   *
   * @return the watched DataSource
   * @throws IllegalStateException outside a test, or without a database
   */
  protected final DataSource dataSource() {
    return kit().probe();
  }

  /**
   * This test's stores and instruments, for tests of the harness's own as well.
   *
   * @return the kit
   * @throws IllegalStateException outside a test
   */
  @Override
  public final Kit kit() {
    Kit running = kit;
    if (running == null) {
      throw new IllegalStateException("The kit's set-up has not run; call this within a test run by JUnit.");
    }
    return running;
  }

  @BeforeEach
  void prepareKit() {
    Kit fresh = new Kit(new Kit.Opening(this::open, tableName(), this::openOwnModel, NOTED_TABLE), epoch(),
        database().orElse(null));
    kit = fresh;
    fresh.store().clear();
    if (database().isPresent()) {
      fresh.probe().reset();
    }
  }

  @AfterEach
  void finishKit() {
    Kit done = kit;
    kit = null;
    if (done != null) {
      Leftovers.requireAllClosed(done.finish());
      if (database().isPresent()) {
        Leftovers.requireNoneIn(done.probe());
      }
    }
  }
}
