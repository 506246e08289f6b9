package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetriesTest { // ERR-2

  private static final Supplier<RuntimeException> UNDONE = () -> failure(Kind.REPEATABLE, Effect.NOTHING_DONE);
  private static final Supplier<RuntimeException> LOST = () -> failure(Kind.UNAVAILABLE, Effect.UNKNOWN);
  private static final Supplier<RuntimeException> REFUSED = () -> failure(Kind.OTHER, Effect.NOTHING_DONE);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Retries retries =
      new Retries(TransactionBoundary.NONE, "sessions", nanos::get, new BackOff(nanos::addAndGet));

  /** Fails a number of times, each after a wait. */
  private boolean statement(int failures, Duration each, Supplier<RuntimeException> failure) {
    nanos.addAndGet(each.toNanos());
    if (attempts.incrementAndGet() <= failures) {
      throw failure.get();
    }
    return true;
  }

  @Test
  void a_deadlock_is_repeated_until_it_gets_through() {
    assertThat(retries.repeatable("touch", () -> statement(19, Duration.ofMillis(1), UNDONE))).isTrue();
    assertThat(attempts).hasValue(20);
  }

  @Test
  void one_that_never_ends_is_given_up() {
    assertThatThrownBy(() -> retries.repeatable("touch", () -> statement(99, Duration.ofMillis(1), UNDONE)))
        .isInstanceOf(SessionStoreException.class)
        .hasRootCauseInstanceOf(SessionTableException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(attempts).hasValue(20);
  }

  @Test
  void lock_timeouts_of_many_seconds_are_not_added_up_to_minutes() {
    assertThatThrownBy(
        () -> retries.repeatable("touch", () -> statement(99, Duration.ofSeconds(50), UNDONE)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).as("after 50 s of waiting").hasValue(1);
    attempts.set(0);
    assertThatThrownBy(
        () -> retries.repeatable("touch", () -> statement(99, Duration.ofSeconds(2), UNDONE)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).as("of 2 s each").hasValue(5);
  }

  @Test
  void a_statement_that_took_all_the_time_there_is_is_not_repeated() {
    assertThatThrownBy(
        () -> retries.repeatable("touch", () -> statement(99, Duration.ofSeconds(10), UNDONE)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_lost_connection_is_tried_three_times_where_that_is_safe_and_once_where_it_is_not() {
    assertThatThrownBy(() -> retries.read("get", () -> statement(999, Duration.ofSeconds(60), LOST)))
        .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isFalse());
    assertThat(attempts).as("each after a timeout of the driver's").hasValue(3);
    attempts.set(0);
    assertThatThrownBy(() -> retries.write("save", () -> statement(99, Duration.ZERO, LOST)))
        .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_pool_full_of_dead_connections_is_got_past_but_not_for_ever() {
    assertThat(retries.read("get", () -> statement(199, Duration.ofMillis(1), LOST))).isTrue();
    attempts.set(0);
    assertThatThrownBy(() -> retries.read("get", () -> statement(999, Duration.ofMillis(1), LOST)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).hasValue(200);
    attempts.set(0);
    assertThatThrownBy(() -> retries.read("get", () -> statement(999, Duration.ofMillis(100), LOST)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts.get()).as("in two seconds").isBetween(19, 20);
  }

  @Test
  void dead_connections_and_deadlocks_are_counted_apart() {
    assertThat(
        retries.repeatable("touch", () -> statement(30, Duration.ofMillis(1), attempts.get() % 2 == 0 ? LOST : UNDONE)))
        .isTrue();
  }

  @Test
  void an_attempt_once_lost_is_remembered_however_the_next_one_fails() {
    for (RuntimeException last : List.of(REFUSED.get(),
        failure(Kind.TABLE_MISSING, Effect.NOTHING_DONE),
        new IllegalStateException("Foreign."),
        new SessionStoreException("In the caller's transaction.", null))) {
      attempts.set(0);
      assertThatThrownBy(() -> retries.repeatable("destroy", () -> lostThen(last)))
          .hasMessage(
              "The connection was lost during destroy, and repeating it failed as well; whether it"
                  + " was done is unknown.")
          .hasCause(last)
          .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
      assertThat(last.getSuppressed()).as("what it was lost by").hasSize(1);
      attempts.set(0);
      assertThatThrownBy(() -> retries.read("get", () -> lostThen(last)))
          .isInstanceOfSatisfying(SessionStoreException.class,
              e -> assertThat(e.outcomeUnknown()).as("a read").isFalse());
    }
  }

  private boolean lostThen(RuntimeException last) {
    if (attempts.incrementAndGet() == 1) {
      return statement(9, Duration.ZERO, LOST);
    }
    throw last;
  }

  @Test
  void of_several_batches_it_is_told_what_stands() {
    assertThatThrownBy(() -> retries.batch("sweep", () -> 3, () -> statement(9, Duration.ZERO, REFUSED)))
        .hasMessage("The database failed during sweep; the 3 rows deleted before stay deleted.");
    assertThatThrownBy(() -> retries.batch("sweep", () -> 0, () -> statement(9, Duration.ZERO, REFUSED)))
        .hasMessage("The database failed during sweep; nothing was changed.");
  }

  @Test
  void between_two_attempts_there_is_a_pause() {
    retries.repeatable("touch", () -> statement(5, Duration.ZERO, UNDONE));
    assertThat(nanos.get()).as("nanoseconds of five pauses").isBetween(5L, 100_000_000L);
  }

  @Test
  void where_nobody_says_what_was_done_it_is_unknown_and_not_tried_again() {
    for (RuntimeException silent : List.of(failure(Kind.OTHER, Effect.UNKNOWN),
        new IllegalStateException("Foreign."))) {
      attempts.set(0);
      assertThatThrownBy(() -> retries.repeatable("touch", () -> statement(9, Duration.ZERO, () -> silent)))
          .hasMessage("No answer came during touch; whether it was done is unknown.").hasCause(silent)
          .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
      assertThat(attempts).hasValue(1);
      assertThatThrownBy(() -> retries.read("get", () -> statement(9, Duration.ZERO, () -> silent)))
          .hasMessage("No answer came during get.")
          .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isFalse());
    }
  }

  @Test
  void what_a_failure_says_of_itself_is_found_behind_others() {
    assertThatThrownBy(() -> retries.write("create",
        () -> statement(9, Duration.ZERO, () -> new IllegalStateException(REFUSED.get()))))
        .hasMessageContaining("nothing was changed");
  }

  private static SessionTableException failure(Kind kind, Effect effect) {
    return new SessionTableException(kind, effect, "No luck.", null);
  }
}
