package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import org.jspecify.annotations.Nullable;

/** A store whose engine has one thing wrong. */
final class WrongStore {

  private WrongStore() {}

  /** What is wrong: sees each call and answers it otherwise, or passes it on by {@code right.call(arguments)}. */
  @FunctionalInterface
  interface Fault {
    @Nullable Object answer(SessionStore right, String operation, @Nullable Object[] arguments, WrongTable.Original original) throws Throwable;
  }

  static SessionStore of(SessionStore right, Fault fault) {
    return WrongSql.proxy(SessionStore.class, (self, method, arguments) -> fault.answer(right, method.getName(),
        arguments == null ? new Object[0] : arguments, given -> WrongSql.invoke(right, method, given)));
  }
}
