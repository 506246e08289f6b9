package dev.sessionstore.tck.probe;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource that counts what goes to another one, and can hold a statement ({@link #hold}) or
 * make it fail ({@link #failNext}) or hang ({@link #hangNext}), for any ORM. Thread-safe.
 *
 * <p>
 * Predicates are given the SQL text, or one of the words {@link #CONNECT}, {@link #COMMIT} and
 * {@link #ROLLBACK} for those calls; {@link #reads}, {@link #writes} and {@link #statements} do not
 * match these three. Calls on a driver's own class, once unwrapped, are not seen.
 */
public final class StatementProbe extends ForwardingDataSource implements AutoCloseable {

  /** What predicates see of a check-out. */
  public static final String CONNECT = "CONNECT";
  /** What predicates see of {@link Connection#commit}. */
  public static final String COMMIT = "COMMIT";
  /** What predicates see of {@link Connection#rollback()}. */
  public static final String ROLLBACK = "ROLLBACK";

  private static final Pattern WRITING =
      Pattern.compile("\\b(insert|update|delete|merge|replace)\\b", Pattern.CASE_INSENSITIVE);

  private final Tally tally = new Tally();
  private final Faults faults = new Faults();
  private final List<Gate> gates = new CopyOnWriteArrayList<>();
  private volatile @Nullable Boolean autoCommit;
  private volatile boolean closed;

  /** When a statement fails. */
  public enum When {
    /** Nothing reaches the database. */
    BEFORE,
    /** The database has acted, but its reply and the connection are lost. */
    AFTER
  }

  /**
   * What was counted.
   *
   * @param statements executions, a batch being one; those made to fail included
   * @param commits calls of {@link Connection#commit}
   * @param rollbacks calls of {@link Connection#rollback()}
   * @param checkOuts connections handed out
   */
  public record Counts(long statements, long commits, long rollbacks, long checkOuts) {

    /**
     * What came since.
     *
     * @param earlier an earlier snapshot
     * @return the difference
     */
    public Counts since(Counts earlier) {
      return new Counts(statements - earlier.statements, commits - earlier.commits, rollbacks - earlier.rollbacks,
          checkOuts - earlier.checkOuts);
    }
  }

  /**
   * Watches a DataSource.
   *
   * @param delegate where connections come from; never closed
   */
  public StatementProbe(DataSource delegate) {
    super(delegate);
  }

  /** {@return matches every statement, but no check-out, commit or rollback} */
  public static Predicate<String> statements() {
    return sql -> !sql.equals(CONNECT) && !sql.equals(COMMIT) && !sql.equals(ROLLBACK);
  }

  /**
   * {@return matches statements that contain insert, update, delete, merge or replace as a word}
   */
  public static Predicate<String> writes() {
    return statements().and(sql -> WRITING.matcher(sql).find());
  }

  /** {@return matches all other statements} */
  public static Predicate<String> reads() {
    return statements().and(writes().negate());
  }

  /**
   * Matches only the n-th statement that another predicate matches. It keeps count: use it for one
   * gate or failure.
   *
   * @param n from 1
   * @param which by SQL text
   * @return the predicate, thread-safe if the given one is
   */
  public static Predicate<String> nth(int n, Predicate<String> which) {
    AtomicInteger seen = new AtomicInteger();
    return sql -> which.test(sql) && seen.incrementAndGet() == n;
  }

  /**
   * Holds the first matching statement until released.
   *
   * @param which by SQL text
   * @return the gate; close it
   */
  public Gate hold(Predicate<String> which) {
    Gate gate = new Gate(which);
    gates.add(gate);
    return gate;
  }

  /**
   * Makes the next matching statement fail, once. AFTER, or with an SQLState of class 08, 57P0x,
   * 25P03, 25P04 or 25S03, the connection is lost too: what it had not committed is rolled back,
   * and every call on it but closing fails. The pool gets the physical connection back intact, as
   * if it had noticed the loss and opened another. A test that ends before the failure has happened
   * fails: it would prove nothing.
   *
   * @param which by SQL text
   * @param failure makes what is thrown
   * @param when before the database sees the statement, or after it has acted
   */
  public void failNext(Predicate<String> which, Supplier<? extends SQLException> failure, When when) {
    faults.add(new Faults.Fault(which, failure, when, null));
  }

  /**
   * As {@link #failNext}, but each matching statement fails before the database sees it, until
   * {@link #reset()}.
   *
   * @param which by SQL text
   * @param failure makes what is thrown
   */
  public void failEach(Predicate<String> which, Supplier<? extends SQLException> failure) {
    faults.addLasting(new Faults.Fault(which, failure, When.BEFORE, null));
  }

  /**
   * Makes the next matching statement hang, once, until the gate is released or closed. Then it
   * fails, as it does when the driver stops waiting; no time passes. Send it on another thread than
   * the test's. The connection stays usable, as after a statement's timeout, unless the SQLState
   * says that it is lost, as after a socket's timeout: then it is lost as in {@link #failNext}.
   *
   * @param which by SQL text
   * @param timeout makes what is thrown, such as an {@link java.sql.SQLTimeoutException}
   * @param when whether the database has acted when the statement begins to hang; what it did is
   *   committed in auto-commit mode only
   * @return what it hangs at; {@link Gate#awaitHeld} waits until it does
   */
  public Gate hangNext(Predicate<String> which, Supplier<? extends SQLException> timeout, When when) {
    Gate hang = new Gate(sql -> true);
    faults.add(new Faults.Fault(which, timeout, when, hang));
    return hang;
  }

  /**
   * Hands out connections in this mode from now on. Each is set back to the pool's mode before it
   * is returned.
   *
   * @param on the mode
   */
  public void autoCommit(boolean on) {
    autoCommit = on;
  }

  /**
   * Makes the pool small: a call that asks for one connection more fails instead of waiting.
   *
   * @param most how many may be out at once
   */
  public void allow(int most) {
    tally.allow(most);
  }

  /**
   * Records that the store has closed a DataSource that is not its own (LIFE-1). Like a pool, a
   * probe can be closed.
   */
  @Override
  public void close() {
    closed = true;
  }

  /** {@return whether {@link #close} was called} */
  public boolean wasClosed() {
    return closed;
  }

  /** {@return the counts so far} */
  public Counts snapshot() {
    return tally.counts();
  }

  /**
   * Counts from zero again, and forgets texts and failures that have not happened. Open connections
   * stay counted, and gates stay.
   */
  public void reset() {
    tally.reset();
    faults.clear();
  }

  /** Makes the probe as new, for the next test. Called by the kit. */
  public void restart() {
    gates.clear();
    tally.restart();
    faults.clear();
    autoCommit = null;
    closed = false;
  }

  /** {@return the DataSource that this one watches} */
  public DataSource delegate() {
    return delegate;
  }

  /** {@return the SQL texts executed, in order; a batch of several texts joined by "; "} */
  public List<String> texts() {
    return tally.texts();
  }

  /** {@return the arguments of all calls of {@link Connection#setAutoCommit}, in order} */
  public List<Boolean> autoCommitCalls() {
    return tally.autoCommitCalls();
  }

  /** {@return the arguments of all calls of {@link Connection#setReadOnly}, in order} */
  public List<Boolean> readOnlyCalls() {
    return tally.readOnlyCalls();
  }

  /** {@return how many connections are out now} */
  public int openConnections() {
    return tally.open();
  }

  /** {@return the most that were out at once since the last reset} */
  public int mostOpenConnections() {
    return tally.mostOpen();
  }

  /**
   * {@return last statements of connections given back within a transaction neither committed nor
   * rolled back; never reset}
   */
  public List<String> abandonedTransactions() {
    return tally.abandoned();
  }

  /**
   * {@return how many lost connections were given back without {@link Connection#abort}: a pool
   * that has not noticed would hand them out again}
   */
  public int lostAndKept() {
    return tally.lostAndKept();
  }

  /** {@return how many prepared failures and hangs have not happened yet} */
  public int faultsPending() {
    return faults.pending();
  }

  Tally tally() {
    return tally;
  }

  /**
   * A call on its way to the driver: it waits at gates and may be made to fail. {@code sql}: its
   * text, or one of the words above; {@code on}: null for a check-out.
   */
  <T extends @Nullable Object> T pass(String sql, @Nullable ProbedConnection on, Call<T> call) throws Throwable {
    for (Gate gate : gates) {
      gate.pass(sql);
    }
    Faults.Fault fault = faults.take(sql);
    if (fault != null) {
      throw fault.happen(sql, on, call);
    }
    return call.run();
  }

  private Connection checkOut(Call<Connection> from) throws SQLException {
    tally.requireOneMoreAllowed();
    Boolean mode = autoCommit;
    Connection real;
    try {
      real = pass(CONNECT, null, from);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new SQLException(e);
    }
    tally.checkedOut();
    return ProbedConnection.around(real, this, mode);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return checkOut(delegate::getConnection);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return checkOut(() -> delegate.getConnection(user, password));
  }
}
