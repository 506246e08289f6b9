package dev.sessionstore.tck.probe;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Holds the first matching statement of any thread before the database sees it. Makes a race
 * deterministic: hold one caller's statement, let another caller finish, release. Closing releases.
 * Thread-safe.
 */
public final class Gate implements AutoCloseable {

  private final Predicate<String> which;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final CompletableFuture<Boolean> held = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1);

  Gate(Predicate<String> which) {
    this.which = which;
  }

  /** Called with each statement before it is executed. */
  void pass(String sql) throws SQLException {
    if (released.getCount() == 0 || !which.test(sql) || !taken.compareAndSet(false, true)) {
      return;
    }
    held.complete(true);
    if (!isReleased()) {
      throw new SQLException(
          "The kit's gate was not released within " + Patience.LIMIT.toSeconds() + " s; call release() in the test.");
    }
  }

  /**
   * Waits until a statement is held.
   *
   * @throws AssertionError when none came within two minutes, or as many seconds as
   *   {@code sessionstore.tck.patience} says
   */
  public void awaitHeld() {
    awaitHeldUnless(new CompletableFuture<>());
  }

  /**
   * Waits until a statement is held, or the call that has to send it is over. For the kit's rules.
   *
   * @param over completes when the call is over
   * @throws AssertionError when the call ended first, or none came in time
   */
  public void awaitHeldUnless(CompletableFuture<?> over) {
    try {
      CompletableFuture.anyOf(held, over).get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw noneCame("within " + Patience.LIMIT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (!wasReached()) {
      throw noneCame("before the call was over", null);
    }
  }

  private static AssertionFailedError noneCame(String when, @Nullable Throwable cause) {
    return new AssertionFailedError("No matching statement came to the gate " + when
        + "; the store sent none, or the predicate does not match its SQL.", cause);
  }

  /** {@return whether a statement has come to the gate, released or not} */
  public boolean wasReached() {
    return held.isDone();
  }

  /**
   * Lets the held statement go on, or fail if it {@linkplain StatementProbe#hangNext hangs}. All
   * later ones pass.
   */
  public void release() {
    released.countDown();
  }

  /** The same as {@link #release}. */
  @Override
  public void close() {
    release();
  }

  private boolean isReleased() {
    try {
      return released.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while waiting at the kit's gate.", cause);
  }
}
