package dev.sessionstore.tck;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** DataSources that come between a store and its database. */
final class WrongSql {

  private WrongSql() {}

  /** What is done with a call on a connection. */
  @FunctionalInterface
  interface Meddling {
    Object call(Connection connection, Method method, Object[] arguments) throws Throwable;
  }

  /** Each SQL text is changed before it is prepared or executed. */
  static DataSource rewriting(DataSource database, UnaryOperator<String> text) {
    return meddled(database, (connection, method, arguments) -> {
      if (method.getName().equals("prepareStatement")) {
        arguments[0] = text.apply((String) arguments[0]);
      }
      Object answer = invoke(connection, method, arguments);
      return method.getName().equals("createStatement") ? proxy(Statement.class, (self, called, given) -> {
        if (called.getName().equals("execute")) {
          given[0] = text.apply((String) given[0]);
        }
        return invoke(answer, called, given);
      }) : answer;
    });
  }

  /** Each connection's calls go through {@code meddling}. */
  static DataSource meddled(DataSource database, Meddling meddling) {
    return proxy(DataSource.class, (self, method, arguments) -> {
      Object answer = invoke(database, method, arguments);
      return answer instanceof Connection connection
          ? proxy(Connection.class, (inner, called, given) -> meddling.call(connection, called, given))
          : answer;
    });
  }

  /**
   * Whoever asks on a thread with a transaction open gets that transaction's connection: as JTA and
   * Spring's proxy do it.
   */
  static DataSource joining(DataSource database) {
    ThreadLocal<Connection> open = new ThreadLocal<>();
    return proxy(DataSource.class, (self, method, arguments) -> {
      Connection joined = open.get();
      if (joined != null && method.getName().equals("getConnection")) {
        return proxy(Connection.class,
            (inner, called, given) -> called.getName().equals("close") ? null : invoke(joined, called, given));
      }
      Object answer = invoke(database, method, arguments);
      return answer instanceof Connection connection ? proxy(Connection.class, (inner, called, given) -> {
        switch (called.getName()) {
          case "setAutoCommit" -> open.set((boolean) given[0] ? null : connection);
          case "close" -> open.remove();
          default -> {}
        }
        return invoke(connection, called, given);
      }) : answer;
    });
  }

  /** What a sweep that selects before it deletes finds. */
  static List<String> deadKeys(DataSource database, long deadline, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection
            .prepareStatement("select sid from sessions where expires <= ? fetch first " + limit + " rows only")) {
      query.setLong(1, deadline);
      List<String> keys = new ArrayList<>();
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          keys.add(found.getString(1));
        }
      }
      return keys;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(WrongSql.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
