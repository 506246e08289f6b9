package dev.sessionstore.ebean;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A DataSource that notes what is done to a connection beside running statements, and how it was
 * given back. For one thread.
 */
final class CallerConnections {

  private static final Set<String> NOTED =
      Set.of("setAutoCommit", "commit", "rollback", "setReadOnly", "setTransactionIsolation");

  private final List<String> notes = new ArrayList<>();
  private int taken;

  DataSource over(DataSource real) {
    return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class},
        (proxy, method, arguments) -> {
          Object answer = call(real, method, arguments);
          if (answer instanceof Connection connection) {
            taken++;
            return noting(connection);
          }
          return answer;
        });
  }

  private Connection noting(Connection real) {
    return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> {
          if (NOTED.contains(method.getName())) {
            notes.add(method.getName());
          }
          if (method.getName().equals("close") && !real.isClosed() && !real.getAutoCommit()) {
            notes.add("given back with auto-commit off");
          }
          return call(real, method, arguments);
        });
  }

  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  List<String> notes() {
    return notes;
  }

  int taken() {
    return taken;
  }
}
