package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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

  /** A store of which one operation is never under way while any other is: who would have to wait for that is told so at once. */
  static SessionStore alone(SessionStore store, String operation) {
    ReadWriteLock hall = new ReentrantReadWriteLock();
    return of(store, (right, called, arguments, original) -> {
      Lock door = called.equals(operation) ? hall.writeLock() : hall.readLock();
      if (!door.tryLock()) {
        throw new IllegalStateException(called + " would hang until another call is over");
      }
      try {
        return original.call(arguments);
      } finally {
        door.unlock();
      }
    });
  }
}
