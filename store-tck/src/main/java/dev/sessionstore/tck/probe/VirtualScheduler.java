package dev.sessionstore.tck.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that runs its tasks when told to, on the caller's thread, and moves the clock to the
 * moment of each. Thread-safe; tasks run outside its lock.
 */
public final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

  private final VirtualClock clock;
  // all below: under this
  private final List<Task<?>> waiting = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private boolean shutdown;

  /**
   * A scheduler without tasks.
   *
   * @param clock says and moves the time
   */
  public VirtualScheduler(VirtualClock clock) {
    this.clock = clock;
  }

  private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private Instant due;
    private final long period;

    /** {@code period}: 0 once, else every so many nanoseconds. */
    Task(Callable<V> call, long delay, long period) {
      super(call);
      this.due = clock.instant().plusNanos(delay);
      this.period = period;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(clock.instant(), due));
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean isPeriodic() {
      return period != 0;
    }

    @Override
    public void run() {
      if (!isPeriodic()) {
        super.run();
      } else if (runAndReset()) {
        due = clock.instant().plusNanos(period);
        enqueue(this);
      }
    }

    @Override
    public boolean cancel(boolean interrupt) {
      synchronized (VirtualScheduler.this) {
        waiting.remove(this);
      }
      return super.cancel(interrupt);
    }
  }

  private synchronized <V> Task<V> enqueue(Task<V> task) {
    if (shutdown) {
      throw new RejectedExecutionException("This scheduler was shut down.");
    }
    waiting.add(task);
    delays.add(Duration.between(clock.instant(), task.due));
    return task;
  }

  /**
   * Moves the clock, and runs on this thread the tasks that fall due on the way.
   *
   * @param by how far
   */
  public void advance(Duration by) {
    Instant end = clock.instant().plus(by);
    for (Task<?> task = takeDueBy(end); task != null; task = takeDueBy(end)) {
      task.run();
    }
    clock.advanceTo(end);
  }

  private synchronized @Nullable Task<?> takeDueBy(Instant end) {
    Task<?> first = waiting.stream().min(Comparator.comparing((Task<?> task) -> task.due)).orElse(null);
    if (first == null || first.due.isAfter(end)) {
      return null;
    }
    waiting.remove(first);
    clock.advanceTo(first.due);
    return first;
  }

  /** {@return how many tasks wait for their time} */
  public synchronized int pending() {
    return waiting.size();
  }

  /** {@return the delay of each task so far, in order} */
  public synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return schedule(Executors.callable(task), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return enqueue(new Task<>(task, unit.toNanos(delay), 0));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
    return enqueue(new Task<>(Executors.callable(task), unit.toNanos(initialDelay), unit.toNanos(period)));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return scheduleAtFixedRate(task, initialDelay, delay, unit);
  }

  @Override
  public void execute(Runnable task) {
    schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void shutdown() {
    shutdown = true;
  }

  @Override
  public synchronized List<Runnable> shutdownNow() {
    shutdown = true;
    List<Runnable> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  @Override
  public synchronized boolean isShutdown() {
    return shutdown;
  }

  @Override
  public synchronized boolean isTerminated() {
    return shutdown && waiting.isEmpty();
  }

  /** Does not wait: tasks run on the caller's thread. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
