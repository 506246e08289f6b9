package dev.sessionstore.internal;

import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, whose look-ups are recorded and, on request, held before they begin. Thread-safe.
 */
final class HeldTable {

  private final SessionTable rows = new InMemorySessionTable();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger toHold = new AtomicInteger();
  private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

  /** A look-up that has been requested but has not begun. */
  static final class Held {

    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    void release() {
      released.countDown();
    }

    void fail(Throwable with) {
      failure = with;
      released.countDown();
    }

    private void pass() throws Throwable {
      released.await();
      Throwable ordered = failure;
      if (ordered != null) {
        throw ordered;
      }
    }
  }

  SessionTable table() {
    return (SessionTable) Proxy.newProxyInstance(HeldTable.class.getClassLoader(), new Class<?>[] {SessionTable.class},
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("find")) {
            note(method.getName(), arguments[0]);
          }
          return call(method, arguments);
        });
  }

  private void note(String method, Object argument) throws Throwable {
    asked.add(method + (argument instanceof Collection<?> keys ? List.copyOf(keys) : List.of(argument)));
    if (toHold.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      Held one = new Held();
      held.add(one);
      one.pass();
    }
  }

  private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(rows, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The next so many look-ups wait for {@link #next} and release. */
  void holdNext(int n) {
    toHold.set(n);
  }

  /** {@return the next look-up held, waited for} */
  Held next() throws InterruptedException {
    return held.take();
  }

  /** {@return each look-up with its keys, in the order they came} */
  List<String> asked() {
    return asked;
  }

  void forget() {
    asked.clear();
  }
}
