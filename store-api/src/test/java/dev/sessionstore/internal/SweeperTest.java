package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionListener;
import dev.sessionstore.SweepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweeperTest { // SWEEP-5 to SWEEP-7

  /** Keeps tasks for the test to run. */
  private static final class Kept extends ScheduledThreadPoolExecutor {

    private final List<Runnable> tasks = new ArrayList<>();
    private boolean refuses;

    private Kept() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      if (refuses) {
        throw new RejectedExecutionException("shut down");
      }
      tasks.add(task);
      return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }
  }

  private final Kept scheduler = new Kept();
  private final AtomicInteger sweeps = new AtomicInteger();
  private final List<RuntimeException> told = new ArrayList<>();
  private final Sweeper sweeper = new Sweeper(Duration.ofMinutes(1), scheduler, () -> {
    sweeps.incrementAndGet();
    return new SweepResult(0, 0, Duration.ZERO);
  }, new Events(new SessionListener() {
    @Override
    public void sweepFailed(RuntimeException cause) {
      told.add(cause);
    }
  }));

  @AfterEach
  void end() {
    scheduler.shutdownNow();
  }

  @Test
  void a_sweep_that_was_due_when_it_was_stopped_does_nothing_and_is_the_last() {
    sweeper.start();
    sweeper.stop();
    scheduler.tasks.get(0).run(); // it had begun when the cancellation came
    assertThat(sweeps).hasValue(0);
    assertThat(scheduler.tasks).hasSize(1);
  }

  @Test
  void one_that_belongs_to_an_earlier_start_does_nothing_either() {
    sweeper.start();
    sweeper.stop();
    sweeper.start();
    scheduler.tasks.get(0).run();
    assertThat(sweeps).hasValue(0);
    scheduler.tasks.get(1).run();
    assertThat(sweeps).hasValue(1);
    assertThat(scheduler.tasks).as("each start has one chain of sweeps").hasSize(3);
  }

  @Test
  void a_scheduler_that_was_shut_down_is_told_once_and_another_start_tries_again() {
    sweeper.start();
    scheduler.refuses = true;
    scheduler.tasks.get(0).run();
    assertThat(told).singleElement().isInstanceOf(RejectedExecutionException.class);
    scheduler.refuses = false;
    sweeper.start();
    assertThat(scheduler.tasks).hasSize(2);
  }
}
