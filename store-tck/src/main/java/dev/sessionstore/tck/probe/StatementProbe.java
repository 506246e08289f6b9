package dev.sessionstore.tck.probe;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource around another that counts what passes, can hold a statement ({@link #hold}) and can
 * make one fail ({@link #failNext}) or hang ({@link #hangNext}), for any ORM. Thread-safe.
 *
 * <p>
 * Predicates see the SQL text, and besides, in place of a text, the words {@link #CONNECT},
 * {@link #COMMIT} and {@link #ROLLBACK} for those calls; {@link #reads}, {@link #writes} and
 * {@link #statements} leave these three out. What a caller unwraps to a driver's own class is not
 * seen.
 */
public final class StatementProbe implements DataSource, AutoCloseable {

  /** What predicates see of a check-out. */
  public static final String CONNECT = "CONNECT";
  /** What predicates see of {@link Connection#commit}. */
  public static final String COMMIT = "COMMIT";
  /** What predicates see of {@link Connection#rollback()}. */
  public static final String ROLLBACK = "ROLLBACK";

  private static final Pattern WRITING =
      Pattern.compile("\\b(insert|update|delete|merge|replace)\\b", Pattern.CASE_INSENSITIVE);

  /**
   * Class 08; what PostgreSQL says of a connection that it ended, MariaDB's driver of one that it
   * replaced.
   */
  private static final Pattern ENDED = Pattern.compile("08...|57P0.|25P03|25P04|25S03");

  private final DataSource delegate;
  private final List<Gate> gates = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Object lock = new Object();
  // all below: under the lock
  private final List<String> texts = new ArrayList<>();
  private final List<Boolean> autoCommitCalls = new ArrayList<>();
  private final List<Boolean> readOnlyCalls = new ArrayList<>();
  private final List<String> abandoned = new ArrayList<>();
  private Counts counts = new Counts(0, 0, 0, 0);
  private @Nullable Fault lasting;
  private int lostAndKept;
  private int open;
  private int mostOpen;
  private int allowed = Integer.MAX_VALUE;
  private @Nullable Boolean autoCommit;
  private boolean closed;

  /** When a statement made to fail does so. */
  public enum When {
    /** Nothing reaches the database. */
    BEFORE,
    /** The database has acted; only its answer is lost, with the connection. */
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

  /** {@code hang}: fails only once that is released; null: at once. */
  private record Fault(Predicate<String> which, Supplier<? extends SQLException> failure, When when,
      @Nullable Gate hang) {

    boolean loses(SQLException thrown) {
      String state = thrown.getSQLState();
      return when == When.AFTER && hang == null || state != null && ENDED.matcher(state).matches();
    }
  }

  /** A call to the driver. */
  @FunctionalInterface
  interface Call<T extends @Nullable Object> {
    T run() throws Throwable;
  }

  /**
   * Watches a DataSource.
   *
   * @param delegate where connections come from; never closed
   */
  public StatementProbe(DataSource delegate) {
    this.delegate = delegate;
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
   * Matches the n-th time that another predicate matches, and only then. It counts what it is asked
   * about: for one gate or fault.
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
   * 25P03, 25P04 or 25S03, the connection is lost too: what it had not committed is rolled back and
   * every further call on it fails, until it is closed. The pool gets the physical connection back
   * in order, as if it had noticed the loss and opened another. A test that ends before the failure
   * has struck fails itself: it would prove nothing.
   *
   * @param which by SQL text
   * @param failure makes what is thrown
   * @param when before the database sees the statement, or after it has acted
   */
  public void failNext(Predicate<String> which, Supplier<? extends SQLException> failure, When when) {
    synchronized (lock) {
      faults.add(new Fault(which, failure, when, null));
    }
  }

  /**
   * As {@link #failNext}, but each matching statement fails before the database sees it, until
   * {@link #reset()}.
   *
   * @param which by SQL text
   * @param failure makes what is thrown
   */
  public void failEach(Predicate<String> which, Supplier<? extends SQLException> failure) {
    synchronized (lock) {
      lasting = new Fault(which, failure, When.BEFORE, null);
    }
  }

  /**
   * Makes the next matching statement hang, once, until the gate is released or closed: that is the
   * moment at which the driver's timeout strikes, and the statement fails. No time passes. Whoever
   * sent it has to be on a thread of its own. The connection stays usable, as after a statement's
   * timeout, unless the SQLState says that it is lost, as after a socket's: then it is, as in
   * {@link #failNext}.
   *
   * @param which by SQL text
   * @param timeout makes what is thrown, such as an {@link java.sql.SQLTimeoutException}
   * @param when whether the database has acted when the statement begins to hang; what it did is
   *   committed only in auto-commit mode
   * @return what it hangs at; {@link Gate#awaitHeld} waits until it does
   */
  public Gate hangNext(Predicate<String> which, Supplier<? extends SQLException> timeout, When when) {
    Gate hang = new Gate(sql -> true);
    synchronized (lock) {
      faults.add(new Fault(which, timeout, when, hang));
    }
    return hang;
  }

  /**
   * Hands out connections in this mode from now on, whatever the pool's; each gets its own mode
   * back before the pool does.
   *
   * @param on the mode
   */
  public void autoCommit(boolean on) {
    synchronized (lock) {
      autoCommit = on;
    }
  }

  /**
   * Makes the pool a small one: who asks for more at once is refused instead of made to wait.
   *
   * @param most how many may be out at once
   */
  public void allow(int most) {
    synchronized (lock) {
      allowed = most;
    }
  }

  /**
   * Notes that somebody closed what is not theirs (LIFE-1); a pool that can be closed looks like
   * this.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  /** {@return whether {@link #close} was called} */
  public boolean wasClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** {@return the counts so far} */
  public Counts snapshot() {
    synchronized (lock) {
      return counts;
    }
  }

  /**
   * Counts from zero again and forgets texts and faults that did not strike; open connections stay
   * counted, gates stay.
   */
  public void reset() {
    synchronized (lock) {
      counts = new Counts(0, 0, 0, 0);
      texts.clear();
      autoCommitCalls.clear();
      readOnlyCalls.clear();
      faults.clear();
      lasting = null;
      lostAndKept = 0;
      mostOpen = open;
    }
  }

  /** As new, for the next test. Called by the kit. */
  public void restart() {
    gates.clear();
    synchronized (lock) {
      reset();
      abandoned.clear();
      allowed = Integer.MAX_VALUE;
      autoCommit = null;
      closed = false;
    }
  }

  /** {@return the DataSource that this one watches} */
  public DataSource delegate() {
    return delegate;
  }

  /** {@return the SQL texts executed, in order; a batch of several texts joined by "; "} */
  public List<String> texts() {
    synchronized (lock) {
      return List.copyOf(texts);
    }
  }

  /** {@return the arguments of all calls of {@link Connection#setAutoCommit}, in order} */
  public List<Boolean> autoCommitCalls() {
    synchronized (lock) {
      return List.copyOf(autoCommitCalls);
    }
  }

  /** {@return the arguments of all calls of {@link Connection#setReadOnly}, in order} */
  public List<Boolean> readOnlyCalls() {
    synchronized (lock) {
      return List.copyOf(readOnlyCalls);
    }
  }

  /** {@return how many connections are out now} */
  public int openConnections() {
    synchronized (lock) {
      return open;
    }
  }

  /** {@return how many were out at once, at most, since the last reset} */
  public int mostOpenConnections() {
    synchronized (lock) {
      return mostOpen;
    }
  }

  /**
   * {@return last statements of connections given back within a transaction neither committed nor
   * rolled back; never reset}
   */
  public List<String> abandonedTransactions() {
    synchronized (lock) {
      return List.copyOf(abandoned);
    }
  }

  /**
   * {@return how many lost connections were given back without {@link Connection#abort}: a pool
   * that has not noticed hands them out again}
   */
  public int lostAndKept() {
    synchronized (lock) {
      return lostAndKept;
    }
  }

  void keptThoughLost() {
    synchronized (lock) {
      lostAndKept++;
    }
  }

  /** {@return how many failures and hangs are prepared that have not struck} */
  public int faultsPending() {
    synchronized (lock) {
      return faults.size();
    }
  }

  /** A statement on its way, counted. */
  <T extends @Nullable Object> T executing(String sql, ProbedConnection on, Call<T> call) throws Throwable {
    synchronized (lock) {
      texts.add(sql);
      counts = new Counts(counts.statements + 1, counts.commits, counts.rollbacks, counts.checkOuts);
    }
    return guarded(sql, on, call);
  }

  <T extends @Nullable Object> T committing(ProbedConnection on, Call<T> call) throws Throwable {
    synchronized (lock) {
      counts = new Counts(counts.statements, counts.commits + 1, counts.rollbacks, counts.checkOuts);
    }
    return guarded(COMMIT, on, call);
  }

  <T extends @Nullable Object> T rollingBack(ProbedConnection on, Call<T> call) throws Throwable {
    synchronized (lock) {
      counts = new Counts(counts.statements, counts.commits, counts.rollbacks + 1, counts.checkOuts);
    }
    return guarded(ROLLBACK, on, call);
  }

  void autoCommitSet(boolean to) {
    synchronized (lock) {
      autoCommitCalls.add(to);
    }
  }

  void readOnlySet(boolean to) {
    synchronized (lock) {
      readOnlyCalls.add(to);
    }
  }

  void givenBack(@Nullable String unfinished) {
    synchronized (lock) {
      open--;
      if (unfinished != null) {
        abandoned.add(unfinished);
      }
    }
  }

  private <T extends @Nullable Object> T guarded(String sql, @Nullable ProbedConnection on, Call<T> call)
      throws Throwable {
    for (Gate gate : gates) {
      gate.pass(sql);
    }
    Fault fault = takeFault(sql);
    if (fault == null) {
      return call.run();
    }
    SQLException failure = fault.failure.get();
    if (fault.when == When.AFTER) {
      call.run();
    }
    if (fault.hang != null) {
      fault.hang.pass(sql);
    }
    if (on != null && fault.loses(failure)) {
      on.lose();
    }
    throw failure;
  }

  private @Nullable Fault takeFault(String sql) {
    synchronized (lock) {
      for (Iterator<Fault> each = faults.iterator(); each.hasNext();) {
        Fault fault = each.next();
        if (fault.which.test(sql)) {
          each.remove();
          return fault;
        }
      }
      return lasting != null && lasting.which.test(sql) ? lasting : null;
    }
  }

  private Connection checkOut(Call<Connection> from) throws SQLException {
    Boolean mode;
    synchronized (lock) {
      if (open >= allowed) {
        throw new SQLTransientConnectionException(
            "The kit's pool allows " + allowed + " at once, and the store asked for one more.", "08001");
      }
      mode = autoCommit;
    }
    Connection real;
    try {
      real = guarded(CONNECT, null, from);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new SQLException(e);
    }
    synchronized (lock) {
      counts = new Counts(counts.statements, counts.commits, counts.rollbacks, counts.checkOuts + 1);
      open++;
      mostOpen = Math.max(mostOpen, open);
    }
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

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return delegate.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    delegate.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    delegate.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return delegate.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return delegate.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    return type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || type.isInstance(delegate) || delegate.isWrapperFor(type);
  }
}
