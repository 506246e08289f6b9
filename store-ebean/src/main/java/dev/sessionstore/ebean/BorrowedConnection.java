package dev.sessionstore.ebean;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one statement, as Ebean is to see it. Two things stand in Ebean's way: it
 * switches auto-commit off on a connection that it is handed and leaves it off (measured), and its
 * public API runs queries alone on such a connection. Here auto-commit reads as off and is left as
 * it is, nothing commits, rolls back or closes (the table does), and a statement without rows, run
 * as a query, returns none and leaves its count. For one thread.
 *
 * <p>
 * Measured against raw JDBC on H2, PostgreSQL and MariaDB (benchmarks, {@code ordinary}): an
 * {@code SqlUpdate} in its own transaction, as Ebean's guide has it, makes 0.54, 0.49 and 0.36 of
 * its writes, and sends a COMMIT with each; this way it is 0.82, 0.95 and 0.93. A query in its own
 * transaction is as quick as this one (0.85, 0.98, 0.98 and 0.82, 0.97, 0.98), but would join the
 * caller's (TX-1). Plain JDBC would be quicker, but only Ebean binds the values of a user's bean.
 */
final class BorrowedConnection {

  private final Connection real;
  private final boolean counting;
  private int count;

  private BorrowedConnection(Connection real, boolean counting) {
    this.real = real;
    this.counting = counting;
  }

  /** For a statement that returns rows. */
  static Connection forRows(Connection real) {
    return new BorrowedConnection(real, false).seen();
  }

  /** For a statement that returns a {@link #count}. */
  static BorrowedConnection forCount(Connection real) {
    return new BorrowedConnection(real, true);
  }

  Connection seen() {
    return proxy(Connection.class, this::onConnection);
  }

  /** {@return how many rows were changed} */
  int count() {
    return count;
  }

  private @Nullable Object onConnection(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "getAutoCommit" -> false;
      case "setAutoCommit", "commit", "rollback", "close" -> null;
      case "prepareStatement" -> {
        Object statement = call(real, method, arguments);
        yield counting && statement instanceof PreparedStatement prepared ? counted(prepared) : statement;
      }
      default -> call(real, method, arguments);
    };
  }

  private PreparedStatement counted(PreparedStatement statement) {
    return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
      if (!method.getName().equals("executeQuery")) {
        return call(statement, method, arguments);
      }
      count = statement.executeUpdate();
      return proxy(ResultSet.class, BorrowedConnection::noRows);
    });
  }

  /** No row, no column. */
  private static @Nullable Object noRows(Object proxy, Method method, Object @Nullable [] arguments) {
    Class<?> type = method.getReturnType();
    if (type == ResultSetMetaData.class) {
      return proxy(ResultSetMetaData.class, BorrowedConnection::noRows);
    }
    return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : null;
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(BorrowedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
