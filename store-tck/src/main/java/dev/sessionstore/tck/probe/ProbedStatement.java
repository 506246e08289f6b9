package dev.sessionstore.tck.probe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy over a statement that sends each execution through the probe. As thread-safe as a
 * statement is.
 */
final class ProbedStatement implements InvocationHandler {

  private final Statement real;
  private final Connection owner;
  private final ProbedConnection connection;
  private final @Nullable String prepared;
  private final List<String> batch = new ArrayList<>();

  ProbedStatement(Statement real, Connection owner, ProbedConnection connection, @Nullable String prepared) {
    this.real = real;
    this.owner = owner;
    this.connection = connection;
    this.prepared = prepared;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    if (ProbedConnection.isOwn(method)) {
      return ProbedConnection.own(proxy, real, method, arguments);
    }
    String name = method.getName();
    String given = arguments != null && arguments[0] instanceof String text ? text : null;
    if (name.startsWith("execute")) {
      return connection.executing(text(given), () -> ProbedConnection.pass(real, method, arguments));
    }
    if (name.equals("addBatch") && given != null) {
      batch.add(given);
    } else if (name.equals("clearBatch")) {
      batch.clear();
    }
    return name.equals("getConnection") ? owner : ProbedConnection.pass(real, method, arguments);
  }

  private String text(@Nullable String given) {
    if (prepared != null) {
      return prepared;
    }
    if (given != null) {
      return given;
    }
    String texts = String.join("; ", batch);
    batch.clear();
    return texts;
  }
}
