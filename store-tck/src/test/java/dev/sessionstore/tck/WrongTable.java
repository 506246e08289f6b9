package dev.sessionstore.tck;

import dev.sessionstore.spi.SessionTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A table with one thing wrong. */
final class WrongTable {

  private WrongTable() {}

  /** What is wrong: sees every call and either answers it otherwise or passes it on. */
  @FunctionalInterface
  interface Fault {
    @Nullable Object answer(SessionTable right, String operation, @Nullable Object[] arguments, Original original)
        throws Throwable;
  }

  /** The right answer. */
  @FunctionalInterface
  interface Original {
    @Nullable Object call(@Nullable Object[] arguments) throws Throwable;
  }

  static SessionTable of(SessionTable right, Fault fault) {
    return (SessionTable) Proxy.newProxyInstance(WrongTable.class.getClassLoader(), new Class<?>[] {SessionTable.class},
        (proxy, method, arguments) -> fault.answer(right, method.getName(), arguments == null
            ? new Object[0]
            : arguments, given -> call(right, method, given)));
  }

  private static @Nullable Object call(SessionTable right, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(right, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
