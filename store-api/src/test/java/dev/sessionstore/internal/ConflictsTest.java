package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConflictsTest { // UPDATE-4

  private static final SessionId ID = SessionId.of("an-id");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger pauses = new AtomicInteger();
  private final Conflicts conflicts = new Conflicts(nanos::get, new BackOff(pause -> pauses.incrementAndGet()));

  /** Loses a number of times, each attempt taking a second. */
  private @Nullable String attempt(int losses) {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return attempts.incrementAndGet() <= losses ? null : "done";
  }

  @Test
  void a_lost_attempt_is_repeated_after_a_pause() {
    assertThat(conflicts.retried(ID, Duration.ofSeconds(10), () -> attempt(4))).isEqualTo("done");
    assertThat(attempts).hasValue(5);
    assertThat(pauses).hasValue(4);
  }

  @Test
  void it_ends_when_the_time_is_over_to_the_nanosecond() {
    assertThat(conflicts.retried(ID, Duration.ofSeconds(3), () -> attempt(99))).isNull();
    assertThat(attempts).hasValue(3);
    attempts.set(0);
    assertThat(conflicts.retried(ID, Duration.ofSeconds(3).plusNanos(1), () -> attempt(99))).isNull();
    assertThat(attempts).hasValue(4);
  }

  @Test
  void without_any_time_there_is_one_attempt_and_for_ever_is_possible() {
    assertThat(conflicts.retried(ID, Duration.ZERO, () -> attempt(99))).isNull();
    assertThat(attempts).hasValue(1);
    assertThat(conflicts.retried(ID, Duration.ofSeconds(Long.MAX_VALUE), () -> attempt(1_000))).isEqualTo("done");
  }

  @Test
  void who_is_interrupted_in_the_queue_goes_on_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThat(conflicts.retried(ID, Duration.ofSeconds(10), () -> attempt(2))).isEqualTo("done");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(attempts).hasValue(3);
  }
}
