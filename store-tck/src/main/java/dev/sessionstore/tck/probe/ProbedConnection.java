package dev.sessionstore.tck.probe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was checked out: a proxy that tells the probe of each call. As thread-safe as
 * the connection.
 */
final class ProbedConnection implements InvocationHandler {

  private final Connection real;
  private final StatementProbe probe;
  private volatile boolean closed;
  private volatile Line line = Line.UP;
  /** The last statement of the open transaction; null: there is none. */
  private volatile @Nullable String unfinished;
  /** Its mode before the kit changed it; null: not changed. */
  private final @Nullable Boolean pooled;

  /** The line to the server, as the kit pretends it is. */
  private enum Line {
    UP, LOST, LOST_AND_ABORTED
  }

  private ProbedConnection(Connection real, StatementProbe probe, @Nullable Boolean pooled) {
    this.real = real;
    this.probe = probe;
    this.pooled = pooled;
  }

  /** {@code mode}: the auto-commit mode it is handed out in; null: as it comes. */
  static Connection around(Connection real, StatementProbe probe, @Nullable Boolean mode) throws SQLException {
    boolean pooled = real.getAutoCommit();
    if (mode != null && mode != pooled) {
      real.setAutoCommit(mode);
      return proxy(Connection.class, new ProbedConnection(real, probe, pooled));
    }
    return proxy(Connection.class, new ProbedConnection(real, probe, null));
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(ProbedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Calls the driver; its exception is thrown as it is. */
  static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** {@return whether it is a method of Object or Wrapper} */
  static boolean isOwn(Method method) {
    return method.getDeclaringClass() == Object.class || method.getDeclaringClass() == Wrapper.class;
  }

  /**
   * Equal only to itself. Unwraps to itself if it can, so that no caller passes the probe by
   * accident.
   */
  static @Nullable Object own(Object proxy, Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object argument = arguments == null || arguments.length == 0 ? null : arguments[0];
    return switch (method.getName()) {
      case "equals" -> proxy == argument;
      case "hashCode" -> System.identityHashCode(proxy);
      case "unwrap" ->
        argument instanceof Class<?> type && type.isInstance(proxy) ? proxy : pass(target, method, arguments);
      case "isWrapperFor" ->
        argument instanceof Class<?> type && type.isInstance(proxy) ? Boolean.TRUE : pass(target, method, arguments);
      default -> pass(target, method, arguments);
    };
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    if (isOwn(method)) {
      return own(proxy, real, method, arguments);
    }
    String name = method.getName();
    switch (name) {
      case "abort" -> {
        if (line == Line.UP) {
          return close(method, arguments);
        }
        line = Line.LOST_AND_ABORTED; // the pool gets the physical connection back intact: see StatementProbe.failNext
        return null;
      }
      case "close" -> {
        if (line == Line.LOST && !closed) {
          probe.tally().keptThoughLost();
        }
        return close(method, arguments);
      }
      case "isClosed" -> {
        return pass(real, method, arguments);
      }
      case "isValid" -> {
        return line == Line.UP ? pass(real, method, arguments) : Boolean.FALSE;
      }
      default -> requireNotLost();
    }
    if (name.equals("commit")) {
      probe.tally().committing();
      Object done = probe.pass(StatementProbe.COMMIT, this, () -> pass(real, method, arguments));
      unfinished = null;
      return done;
    }
    if (name.equals("rollback") && arguments == null) {
      probe.tally().rollingBack();
      Object done = probe.pass(StatementProbe.ROLLBACK, this, () -> pass(real, method, arguments));
      unfinished = null;
      return done;
    }
    if (name.equals("setAutoCommit") && arguments != null) {
      boolean to = Boolean.TRUE.equals(arguments[0]);
      probe.tally().autoCommitSet(to);
      Object done = pass(real, method, arguments);
      if (to) {
        unfinished = null; // JDBC: commits
      }
      return done;
    }
    if (name.equals("setReadOnly") && arguments != null) {
      probe.tally().readOnlySet(Boolean.TRUE.equals(arguments[0]));
    }
    Object result = pass(real, method, arguments);
    String sql = arguments != null && arguments[0] instanceof String text ? text : null;
    Connection self = (Connection) proxy;
    if (result instanceof CallableStatement statement) {
      return proxy(CallableStatement.class, new ProbedStatement(statement, self, this, sql));
    }
    if (result instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, new ProbedStatement(statement, self, this, sql));
    }
    if (result instanceof Statement statement) {
      return proxy(Statement.class, new ProbedStatement(statement, self, this, null));
    }
    return result;
  }

  private @Nullable Object close(Method method, Object @Nullable [] arguments) throws Throwable {
    if (!closed) {
      closed = true;
      probe.tally().givenBack(unfinished);
      restoreMode();
    }
    return pass(real, method, arguments);
  }

  private void restoreMode() throws SQLException {
    if (pooled != null && !real.isClosed()) {
      if (!real.getAutoCommit()) {
        real.rollback(); // as pools do; turning auto-commit on would commit
      }
      real.setAutoCommit(pooled);
    }
  }

  <T extends @Nullable Object> T executing(String sql, Call<T> call) throws Throwable {
    requireNotLost();
    if (!real.getAutoCommit()) {
      unfinished = sql;
    }
    probe.tally().executing(sql);
    return probe.pass(sql, this, call);
  }

  /**
   * From now on only closing works. What was not committed is rolled back, as a server does when
   * its client has gone.
   */
  void lose() throws SQLException {
    line = Line.LOST;
    unfinished = null;
    if (!real.isClosed() && !real.getAutoCommit()) {
      real.rollback();
    }
  }

  private void requireNotLost() throws SQLException {
    if (line != Line.UP) {
      throw new SQLNonTransientConnectionException("The kit has ended this connection.", "08003");
    }
  }
}
