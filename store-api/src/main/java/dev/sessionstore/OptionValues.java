package dev.sessionstore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The value of each option, its default, and the sentence that refuses a wrong one. A builder
 * changes its own; those of {@link SessionStoreOptions} never change.
 */
final class OptionValues implements Cloneable {

  Duration expiration = Duration.ofHours(24);
  @Nullable Duration absoluteLifetime;
  Duration checkExpirationInterval = Duration.ofMinutes(15);
  boolean disableTouch;
  Duration touchInterval = Duration.ofMinutes(1);
  String tableName = "sessions";
  List<Column<?>> columns = List.of();
  int sweepBatch = 1_000;
  Duration sweepGrace = Duration.ofMinutes(1);
  int maxDataBytes = 4 * 1024 * 1024;
  Duration updateTimeout = Duration.ofSeconds(10);
  int lookUpBatch = 1;
  IdHashing idHashing = IdHashing.sha256();
  Supplier<String> idGenerator = new RandomIds();
  SessionCodec codec = SessionCodec.json();
  OnUnreadable onUnreadable = OnUnreadable.DISCARD;
  InstantSource clock = InstantSource.system();
  @Nullable ScheduledExecutorService scheduler;
  SessionListener listener = SessionListener.NONE;
  TransactionBoundary transactionBoundary = TransactionBoundary.NONE;

  /** A clone cannot forget a field, and each value is immutable or shared on purpose. */
  OptionValues copy() {
    try {
      return (OptionValues) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("OptionValues is Cloneable.", e);
    }
  }

  static <T> T given(String option, @Nullable T value) {
    return Objects.requireNonNull(value, () -> "The option " + option
        + " is null; give a value, or leave the option out for its default.");
  }

  static Duration positive(String option, Duration value) {
    return ExpiryPolicy.requirePositive(option, given(option, value));
  }

  static Duration notNegative(String option, Duration value) {
    if (given(option, value).isNegative()) {
      throw misfit(option, value, "a duration from zero to 8000 years");
    }
    return notTooLong(option, value, "a duration from zero to 8000 years");
  }

  static Duration notTooLong(String option, Duration value, String wanted) {
    if (given(option, value).compareTo(ExpiryPolicy.MAX_DURATION) > 0) {
      throw misfit(option, value, wanted);
    }
    return value;
  }

  static int within(int least, int most, String option, int value, String wanted) {
    if (value < least || value > most) {
      throw misfit(option, value, wanted);
    }
    return value;
  }

  static List<Column<?>> distinct(List<Column<?>> columns) {
    List<Column<?>> copy = List.copyOf(given("columns", columns));
    Set<String> names = new HashSet<>();
    for (Column<?> column : copy) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) { // COL-2
        throw new IllegalArgumentException(
            "The option columns declares " + column.name() + " twice; give each column its own name.");
      }
    }
    return copy;
  }

  private static IllegalArgumentException misfit(String option, Object value, String wanted) {
    return new IllegalArgumentException("The option " + option + " is " + value + "; give " + wanted + ".");
  }
}
