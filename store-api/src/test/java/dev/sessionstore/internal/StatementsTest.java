package dev.sessionstore.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.TransactionBoundary;
import java.sql.SQLException;
import java.time.Duration;
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
}
