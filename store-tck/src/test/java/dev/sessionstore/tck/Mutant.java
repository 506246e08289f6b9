package dev.sessionstore.tck;

import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The reference table with one thing wrong. */
final class Mutant {

  private Mutant() {}

  /** What is wrong: sees every call and either answers it otherwise or passes it on. */
  @FunctionalInterface
  interface Fault {
    @Nullable Object answer(String operation, @Nullable Object[] arguments, Original original) throws Throwable;
  }

  /** The right answer. */
  @FunctionalInterface
  interface Original {
    @Nullable Object call(@Nullable Object[] arguments) throws Throwable;
  }

  static SessionTableFactory of(InMemorySessionTable right, Fault fault) {
    SessionTable wrong = (SessionTable) Proxy.newProxyInstance(Mutant.class.getClassLoader(), new Class<?>[] {SessionTable.class},
        (proxy, method, arguments) -> fault.answer(method.getName(), arguments == null ? new Object[0]
            : arguments, given -> call(right, method, given)));
    return definition -> wrong;
  }

  private static @Nullable Object call(SessionTable right, Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(right, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
