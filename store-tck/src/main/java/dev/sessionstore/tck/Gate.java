package dev.sessionstore.tck;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.opentest4j.AssertionFailedError;

/**
 * Holds the first matching statement, whichever thread sends it, before the database sees it. Makes a race deterministic:
 * hold one caller's statement, let another caller finish, release. Thread-safe; closing releases.
 */
public final class Gate implements AutoCloseable {

  /** Seconds; on a slow machine more. */
  private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("sessionstore.tck.patience", 10));

  private final Predicate<String> which;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  Gate(Predicate<String> which) {
    this.which = which;
  }

  /** Called with each statement before it is executed. */
  void pass(String sql) throws SQLException {
    if (released.getCount() == 0 || !which.test(sql) || !taken.compareAndSet(false, true)) {
      return;
    }
    held.countDown();
    if (!await(released)) {
      throw new SQLException("The kit's gate was not released within " + LIMIT.toSeconds() + " s; call release() in the test.");
    }
  }

  /**
   * Waits until a statement is held.
   *
   * @throws AssertionError when none came within 10 seconds
   */
  public void awaitHeld() {
    if (!await(held)) {
      throw new AssertionFailedError("No matching statement came to the gate within " + LIMIT.toSeconds()
          + " s; the store sent none, or the predicate does not match its SQL.");
    }
  }

  /** {@return whether a statement has come to the gate, released or not} */
  public boolean wasReached() {
    return held.getCount() == 0;
  }

  /** Lets the held statement go on, or fail where it {@linkplain StatementProbe#hangNext hangs}, and all later ones pass. */
  public void release() {
    released.countDown();
  }

  /** The same as {@link #release}. */
  @Override
  public void close() {
    release();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting at the kit's gate.", e);
    }
  }
}
