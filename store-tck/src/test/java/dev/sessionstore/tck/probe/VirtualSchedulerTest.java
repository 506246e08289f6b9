package dev.sessionstore.tck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualSchedulerTest {

  private final VirtualClock clock = new VirtualClock(Instant.EPOCH);
  private final VirtualScheduler scheduler = new VirtualScheduler(clock);
  private final List<String> ran = new ArrayList<>();

  private Runnable task(String name) {
    return () -> ran.add(name + " at " + clock.millis());
  }

  @Test
  void tasks_run_in_the_order_and_at_the_moment_of_their_time() {
    scheduler.schedule(task("late"), 30, TimeUnit.MILLISECONDS);
    scheduler.schedule(task("early"), 10, TimeUnit.MILLISECONDS);
    scheduler.advance(Duration.ofMillis(20));
    assertThat(ran).containsExactly("early at 10");
    assertThat(clock.millis()).isEqualTo(20);
    scheduler.advance(Duration.ofMillis(10));
    assertThat(ran).containsExactly("early at 10", "late at 30");
    assertThat(scheduler.delays()).containsExactly(Duration.ofMillis(30), Duration.ofMillis(10));
  }

  @Test
  void what_a_task_schedules_runs_within_the_same_advance_if_it_is_due() {
    scheduler.schedule(() -> scheduler.schedule(task("child"), 5, TimeUnit.MILLISECONDS), 10, TimeUnit.MILLISECONDS);
    scheduler.advance(Duration.ofMillis(14));
    assertThat(scheduler.pending()).isEqualTo(1);
    scheduler.advance(Duration.ofMillis(1));
    assertThat(ran).containsExactly("child at 15");
  }

  @Test
  void periodic_tasks_come_again_and_cancelled_ones_do_not() {
    ScheduledFuture<?> periodic = scheduler.scheduleAtFixedRate(task("again"), 1, 10, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> never = scheduler.schedule(task("never"), 5, TimeUnit.MILLISECONDS);
    never.cancel(false);
    scheduler.advance(Duration.ofMillis(25));
    assertThat(ran).containsExactly("again at 1", "again at 11", "again at 21");
    periodic.cancel(false);
    scheduler.advance(Duration.ofMillis(25));
    assertThat(ran).hasSize(3);
    assertThat(scheduler.pending()).isZero();
  }

  @Test
  void once_shut_down_it_takes_nothing() {
    scheduler.shutdown();
    assertThat(scheduler.isShutdown()).isTrue();
    assertThatThrownBy(() -> scheduler.execute(task("none"))).isInstanceOf(RejectedExecutionException.class);
  }
}
