package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores that do one thing wrong in all operations; for one operation see {@link ForwardingStore}.
 */
final class WrongStore {

  private WrongStore() {}

  /** What is done with every call. */
  @FunctionalInterface
  private interface Around {
    @Nullable Object call(String operation, Right right) throws Throwable;
  }

  /** The call, as the right store does it. */
  @FunctionalInterface
  private interface Right {
    @Nullable Object call() throws Throwable;
  }

  private static SessionStore around(SessionStore right, Around each) {
    return WrongSql.proxy(SessionStore.class, (self, method, arguments) -> each.call(method.getName(),
        () -> WrongSql.invoke(right, method, arguments)));
  }

  /** Every failure is told as another. */
  static SessionStore failing(SessionStore right, UnaryOperator<SessionStoreException> as) {
    return around(right, (operation, call) -> {
      try {
        return call.call();
      } catch (SessionStoreException e) {
        throw as.apply(e);
      }
    });
  }

  /** Once an operation has failed, every later one fails as well. */
  static SessionStore remembering(SessionStore right) {
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    return around(right, (operation, call) -> {
      Throwable before = failed.get();
      if (before != null && !operation.equals("close") && !operation.equals("createTable")) {
        throw before;
      }
      try {
        return call.call();
      } catch (SessionStoreException e) {
        failed.set(e.getClass() == SessionStoreException.class ? e : null);
        throw e;
      }
    });
  }

  /**
   * One operation never runs while any other does. A call that would have to wait for that fails at
   * once.
   */
  static SessionStore alone(SessionStore right, String operation) {
    ReadWriteLock hall = new ReentrantReadWriteLock();
    return around(right, (called, call) -> {
      Lock door = called.equals(operation) ? hall.writeLock() : hall.readLock();
      if (!door.tryLock()) {
        throw new IllegalStateException(called + " would hang until another call is over");
      }
      try {
        return call.call();
      } finally {
        door.unlock();
      }
    });
  }
}
