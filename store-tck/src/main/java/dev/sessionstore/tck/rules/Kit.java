package dev.sessionstore.tck.rules;

import dev.sessionstore.Column;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.tck.probe.RecordingListener;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.VirtualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;

/**
 * What one test works with: stores on one storage, their clock, and instruments to watch and break
 * the database. Each test has a new one. Not thread-safe; the clock, the probe, the listener and
 * the stores are.
 *
 * <p>
 * Unless the test changes it, every store has the kit's clock, no sweeper and the column
 * {@link #USER}, and its table is made.
 */
public final class Kit {

  /** A declared column of every store: the attribute {@code user}, indexed. */
  public static final Column<String> USER =
      Column.string("user_name", 40, s -> s.get("user", String.class).orElse(null)).withIndex();

  static final SessionId ID = SessionId.of("an-id-of-somebody");
  static final Duration DAY = Duration.ofHours(24);

  private final Opening opening;
  private final VirtualClock clock;
  private final RecordingListener listener = new RecordingListener();
  private final List<SessionStore> opened = new ArrayList<>();
  private final @Nullable DataSource database;
  private final @Nullable StatementProbe probe;
  private final LogCapture log;
  private @Nullable SessionStore first;
  private Chance chance = new Chance(0, "");

  /**
   * Begins a test. For {@code SessionStoreTck}.
   *
   * @param opening how the harness opens stores
   * @param epoch where the clock starts
   * @param database the harness's database, or null
   */
  public Kit(Opening opening, Instant epoch, @Nullable DataSource database) {
    this.opening = opening;
    this.clock = new VirtualClock(epoch);
    if (database instanceof StatementProbe given) {
      given.restart();
      this.database = given.delegate();
      this.probe = given;
    } else {
      this.database = database;
      this.probe = database == null ? null : new StatementProbe(database);
    }
    this.log = new LogCapture();
  }

  /**
   * How a harness opens stores. For {@code SessionStoreTck}.
   *
   * @param store opens one on the test's storage
   * @param table its table
   * @param ownModel opens one on the harness's own mapped class
   * @param ownModelTable its table
   */
  public record Opening(Function<SessionStore.Builder, SessionStore> store, String table,
      Function<SessionStore.Builder, SessionStore> ownModel, String ownModelTable) {}

  /** {@return the test's first store, opened when first asked for} */
  public SessionStore store() {
    SessionStore open = first;
    if (open == null) {
      open = another();
      first = open;
    }
    return open;
  }

  /** {@return one more store on the same storage, as another process has it} */
  public SessionStore another() {
    return another(o -> {});
  }

  /**
   * One more store on the same storage, with other options.
   *
   * @param change applied after the kit's own settings
   * @return an open store; the kit closes it
   */
  public SessionStore another(Consumer<SessionStoreOptions.Builder> change) {
    return keep(opening.store(), prepared(change).createTable(true));
  }

  /**
   * One more store that does not make its table when it opens.
   *
   * @param change applied after the kit's own settings
   * @return an open store; the kit closes it
   */
  public SessionStore withoutMakingTheTable(Consumer<SessionStoreOptions.Builder> change) {
    return keep(opening.store(), prepared(change));
  }

  /**
   * Opens a store on the harness's own mapped class, on a table that is made and empty. Needs
   * {@link Capability#OWN_MODEL} and {@link Capability#SQL}.
   *
   * @return an open store; the kit closes it
   * @throws SQLException when the column {@code note} cannot be added
   */
  public SessionStore ownModel() throws SQLException {
    SessionStore plain = keep(opening.store(), prepared(o -> o.tableName(opening.ownModelTable())).createTable(true));
    plain.clear();
    if (!jdbc().columns(opening.ownModelTable()).contains("note")) {
      jdbc().run("alter table " + opening.ownModelTable() + " add note varchar(100)");
    }
    return keep(opening.ownModel(), prepared(o -> {}));
  }

  private SessionStore.Builder prepared(Consumer<SessionStoreOptions.Builder> change) {
    return SessionStore.builder()
        .options(o -> change.accept(o.clock(clock).checkExpirationInterval(Duration.ZERO).columns(List.of(USER))));
  }

  private SessionStore keep(Function<SessionStore.Builder, SessionStore> opening, SessionStore.Builder prepared) {
    SessionStore store = opening.apply(prepared);
    opened.add(store);
    return store;
  }

  /** {@return the clock of all stores} */
  public VirtualClock clock() {
    return clock;
  }

  /** {@return a listener that records; pass it to {@link #another(Consumer)}} */
  public RecordingListener listener() {
    return listener;
  }

  /**
   * Counts, holds and breaks statements of the stores.
   *
   * @return the probe around the harness's database
   * @throws IllegalStateException without one: such a rule says {@code needs = Capability.SQL}
   */
  public StatementProbe probe() {
    return required(probe);
  }

  /**
   * The harness's database itself: for the test's own connections, which the probe does not see.
   *
   * @return the DataSource
   * @throws IllegalStateException without one: such a rule says {@code needs = Capability.SQL}
   */
  public DataSource database() {
    return required(database);
  }

  /** {@return the table whose rows {@link #jdbc} looks at} */
  String table() {
    return opening.table();
  }

  /** {@return the table of {@link #ownModel}} */
  String ownModelTable() {
    return opening.ownModelTable();
  }

  PlainJdbc jdbc() {
    return new PlainJdbc(database());
  }

  /**
   * Sets what the races of this test draw from. For the kit's JUnit extension.
   *
   * @param seed the harness's
   * @param test the test's name
   */
  public void draw(long seed, String test) {
    chance = new Chance(seed, test);
  }

  /** {@return 0 to n - 1, shuffled by this test's chance} */
  List<Integer> order(int n) {
    return chance.order(n);
  }

  /**
   * Runs one call per number, 0 to n - 1, at once; returns their results in order, or throws the
   * first failure with the others suppressed.
   */
  <T> List<T> race(int n, IntFunction<? extends Callable<T>> calls) throws Exception {
    return Race.of(chance, n, calls);
  }

  /** Runs all calls at once, as {@link #race(int, IntFunction)}. */
  <T> List<T> race(List<? extends Callable<T>> calls) throws Exception {
    return Race.all(chance, calls);
  }

  /**
   * {@return what was written to standard error since the test began; loggers that write elsewhere,
   * or keep the stream that they found when they started, are missed}
   */
  public String logged() {
    return log.text();
  }

  /** Skips the test, with a sentence, if {@link #logged} misses the store's logger. */
  void requireHeardLogs() {
    String word = "The kit checks whether it sees this in the log: " + System.identityHashCode(this);
    LoggerFactory.getLogger("dev.sessionstore").warn(word);
    if (!logged().contains(word)) {
      throw new TestAbortedException("The store's log does not go to standard error, so the kit cannot see it. "
          + "To have it proved, put org.slf4j:slf4j-simple on the test's class path.");
    }
  }

  private static <T> T required(@Nullable T instrument) {
    if (instrument == null) {
      throw new IllegalStateException(
          "This harness has no SQL database; override database() in it, and write needs = Capability.SQL on the rule.");
    }
    return instrument;
  }

  /**
   * Closes the test's stores, and no longer listens to the log. For {@code SessionStoreTck}.
   *
   * @return what closing them threw
   */
  public List<RuntimeException> finish() {
    List<RuntimeException> failures = new ArrayList<>();
    try (log) {
      for (SessionStore store : opened) {
        try {
          store.close();
        } catch (RuntimeException e) {
          failures.add(e);
        }
      }
    }
    return failures;
  }
}
