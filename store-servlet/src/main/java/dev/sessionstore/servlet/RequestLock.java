package dev.sessionstore.servlet;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lock of one request's session, for the threads that an asynchronous request may use. */
final class RequestLock {

  private final ReentrantLock lock = new ReentrantLock();

  <T extends @Nullable Object> T get(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  void run(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }
}
