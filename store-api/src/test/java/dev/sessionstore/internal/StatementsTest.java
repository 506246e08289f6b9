package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatementsTest { // ERR-2

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Statements statements = new Statements(TransactionBoundary.NONE, "sessions", nanos::get, new BackOff(nanos::addAndGet));

  /** Fails a number of times, each after a wait. */
  private boolean statement(int failures, Duration each, String state, int code) {
    nanos.addAndGet(each.toNanos());
    if (attempts.incrementAndGet() <= failures) {
      throw new IllegalStateException(new SQLException("No luck.", state, code));
    }
    return true;
  }

  @Test
  void a_deadlock_is_repeated_until_it_gets_through() {
    assertThat(statements.write("touch", true, () -> statement(19, Duration.ofMillis(1), "40001", 1213))).isTrue();
    assertThat(attempts).hasValue(20);
  }

  @Test
  void one_that_never_ends_is_given_up() {
    assertThatThrownBy(() -> statements.write("touch", true, () -> statement(99, Duration.ofMillis(1), "40001", 1213)))
        .isInstanceOf(SessionStoreException.class).hasRootCauseInstanceOf(SQLException.class).hasMessageContaining("nothing was changed");
    assertThat(attempts).hasValue(20);
  }

  @Test
  void lock_timeouts_of_many_seconds_are_not_added_up_to_minutes() {
    assertThatThrownBy(() -> statements.write("touch", true, () -> statement(99, Duration.ofSeconds(50), "HY000", 1205)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).as("after 50 s of waiting").hasValue(1);
    attempts.set(0);
    assertThatThrownBy(() -> statements.write("touch", true, () -> statement(99, Duration.ofSeconds(2), "HYT00", 50200)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).as("of 2 s each").hasValue(5);
  }

  @Test
  void a_statement_that_took_all_the_time_there_is_is_not_repeated() {
    assertThatThrownBy(() -> statements.write("touch", true, () -> statement(99, Duration.ofSeconds(10), "40001", 1213)))
        .isInstanceOf(SessionStoreException.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_lost_connection_is_tried_three_times_where_that_is_safe_and_once_where_it_is_not() {
    assertThatThrownBy(() -> statements.read("get", () -> statement(999, Duration.ofSeconds(60), "08006", 0)))
        .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isFalse());
    assertThat(attempts).as("each after a timeout of the driver's").hasValue(3);
    attempts.set(0);
    assertThatThrownBy(() -> statements.write("save", false, () -> statement(99, Duration.ZERO, "08006", 0)))
        .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_pool_full_of_dead_connections_is_got_past_but_not_for_ever() {
    assertThat(statements.read("get", () -> statement(199, Duration.ofMillis(1), "57P05", 0))).isTrue();
    attempts.set(0);
    assertThatThrownBy(() -> statements.read("get", () -> statement(999, Duration.ofMillis(1), "57P05", 0))).isInstanceOf(SessionStoreException.class);
    assertThat(attempts).hasValue(200);
    attempts.set(0);
    assertThatThrownBy(() -> statements.read("get", () -> statement(999, Duration.ofMillis(100), "57P05", 0))).isInstanceOf(SessionStoreException.class);
    assertThat(attempts.get()).as("in two seconds").isBetween(19, 20);
  }

  @Test
  void dead_connections_and_deadlocks_are_counted_apart() {
    assertThat(statements.write("touch", true, () -> statement(30, Duration.ofMillis(1), attempts.get() % 2 == 0 ? "57P05" : "40001", 0))).isTrue();
  }

  @Test
  void an_attempt_once_lost_is_remembered_however_the_next_one_fails() {
    for (RuntimeException last : List.of(new IllegalStateException(new SQLException("No luck.", "58030")),
        new IllegalStateException(new SQLException("No luck.", "42P01")), new IllegalStateException(new SQLException("No luck.", "40001")), new SessionStoreException("In the caller's transaction.", null))) {
      attempts.set(0);
      assertThatThrownBy(() -> statements.write("destroy", true, () -> lostThen(last)))
          .hasMessage("The connection was lost during destroy, and repeating it failed as well; whether it was done is unknown.").hasCause(last)
          .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
      assertThat(last.getSuppressed()).as("what it was lost by").hasSize(1);
      attempts.set(0);
      assertThatThrownBy(() -> statements.read("get", () -> lostThen(last)))
          .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).as("a read").isFalse());
    }
  }

  private boolean lostThen(RuntimeException last) {
    if (attempts.incrementAndGet() == 1) {
      return statement(9, Duration.ZERO, "08006", 0);
    }
    throw last;
  }

  @Test
  void of_several_batches_it_is_told_what_stands() {
    assertThatThrownBy(() -> statements.batch("sweep", () -> 3, () -> statement(9, Duration.ZERO, "58030", 0)))
        .hasMessage("The database failed during sweep; the 3 rows deleted before stay deleted.");
    assertThatThrownBy(() -> statements.batch("sweep", () -> 0, () -> statement(9, Duration.ZERO, "58030", 0)))
        .hasMessage("The database failed during sweep; nothing was changed.");
  }

  @Test
  void between_two_attempts_there_is_a_pause() {
    statements.write("touch", true, () -> statement(5, Duration.ZERO, "40001", 1213));
    assertThat(nanos.get()).as("nanoseconds of five pauses").isBetween(5L, 100_000_000L);
  }

  @Test
  void when_the_driver_stops_waiting_it_is_told_and_not_tried_again() {
    for (boolean repeatable : List.of(true, false)) {
      attempts.set(0);
      assertThatThrownBy(() -> statements.write("touch", repeatable, this::timedOut)).hasMessageContaining("stopped waiting for touch; whether it was done is unknown")
          .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isTrue());
      assertThat(attempts).hasValue(1);
    }
    assertThatThrownBy(() -> statements.read("get", this::timedOut)).hasMessage("The driver stopped waiting for get.")
        .isInstanceOfSatisfying(SessionStoreException.class, e -> assertThat(e.outcomeUnknown()).isFalse());
  }

  private boolean timedOut() {
    attempts.incrementAndGet();
    throw new IllegalStateException(new SQLTimeoutException("too slow"));
  }
}
