package dev.sessionstore;

import dev.sessionstore.codec.JacksonSessionCodec;
import dev.sessionstore.codec.SessionCodec;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every option, validated. Immutable: each method named like an option answers a changed copy.
 *
 * @param expiration idle time of a session without its own
 * @param absoluteLifetime nothing outlives its creation by more; null: no such end
 * @param checkExpirationInterval time between sweeps; zero or less: no sweeper
 * @param disableTouch touch sends no SQL
 * @param touchInterval touch of a copy sends no SQL while less would be gained
 * @param tableName {@code table} or {@code schema.table}
 * @param columns declared columns
 * @param sweepBatch rows per delete of a sweep
 * @param sweepGrace how long a row must have been dead before a sweep deletes it
 * @param maxDataBytes greatest document in UTF-8 bytes
 * @param updateTimeout how long an update retries
 * @param idHashing id to key
 * @param idGenerator draws new ids
 * @param codec session to document and back
 * @param onUnreadable what an unreadable row means
 * @param clock the only clock
 * @param scheduler runs the sweeper, never closed by the store; null: a daemon thread of its own
 * @param listener told afterwards
 * @param transactionBoundary runs operations outside the caller's transaction
 */
public record SessionStoreOptions(
    Duration expiration,
    @Nullable Duration absoluteLifetime,
    Duration checkExpirationInterval,
    boolean disableTouch,
    Duration touchInterval,
    String tableName,
    List<Column<?>> columns,
    int sweepBatch,
    Duration sweepGrace,
    int maxDataBytes,
    Duration updateTimeout,
    IdHashing idHashing,
    Supplier<String> idGenerator,
    SessionCodec codec,
    OnUnreadable onUnreadable,
    InstantSource clock,
    @Nullable ScheduledExecutorService scheduler,
    SessionListener listener,
    TransactionBoundary transactionBoundary) {

  /** All at their defaults. */
  public static final SessionStoreOptions DEFAULTS = new SessionStoreOptions(
      Duration.ofHours(24), null, Duration.ofMinutes(15), false, Duration.ofMinutes(1), "sessions", List.of(), 500, Duration.ofMinutes(1), 4 * 1024 * 1024, Duration.ofSeconds(10), IdHashing.sha256(), randomIds(), new JacksonSessionCodec(), OnUnreadable.DISCARD, InstantSource.system(), null, SessionListener.NONE, TransactionBoundary.NONE);

  private static final String PREFIX = "sessionstore.";

  /**
   * Validates; each refusal says what to write instead.
   *
   * @param expiration idle time of a session without its own
   * @param absoluteLifetime nothing outlives its creation by more; null: no such end
   * @param checkExpirationInterval time between sweeps; zero or less: no sweeper
   * @param disableTouch touch sends no SQL
   * @param touchInterval touch of a copy sends no SQL while less would be gained
   * @param tableName {@code table} or {@code schema.table}
   * @param columns declared columns
   * @param sweepBatch rows per delete of a sweep
   * @param sweepGrace how long a row must have been dead before a sweep deletes it
   * @param maxDataBytes greatest document in UTF-8 bytes
   * @param updateTimeout how long an update retries
   * @param idHashing id to key
   * @param idGenerator draws new ids
   * @param codec session to document and back
   * @param onUnreadable what an unreadable row means
   * @param clock the only clock
   * @param scheduler runs the sweeper, never closed by the store; null: a daemon thread of its own
   * @param listener told afterwards
   * @param transactionBoundary runs operations outside the caller's transaction
   */
  public SessionStoreOptions {
    new ExpiryPolicy(expiration, absoluteLifetime);
    requireNotNegative("touchInterval", touchInterval);
    requireNotNegative("sweepGrace", sweepGrace);
    requireNotNegative("updateTimeout", updateTimeout);
    Names.requireSafeTable(tableName);
    if (sweepBatch < 1 || sweepBatch > 100_000) {
      throw new IllegalArgumentException("The option sweepBatch is " + sweepBatch + "; give 1 to 100000 rows.");
    }
    if (maxDataBytes < 2 || maxDataBytes > 16 * 1024 * 1024) {
      throw new IllegalArgumentException("The option maxDataBytes is " + maxDataBytes + "; give 2 to 16777216 bytes.");
    }
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column<?> column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("The column " + column.name() + " is declared twice; give each its own name.");
      }
    }
    Objects.requireNonNull(checkExpirationInterval, "checkExpirationInterval");
    Objects.requireNonNull(idHashing, "idHashing");
    Objects.requireNonNull(idGenerator, "idGenerator");
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(onUnreadable, "onUnreadable");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(transactionBoundary, "transactionBoundary");
  }

  private static void requireNotNegative(String option, Duration value) {
    if (value.isNegative() || value.compareTo(ExpiryPolicy.LONGEST) > 0) {
      throw new IllegalArgumentException("The option " + option + " is " + value + "; give a duration from zero to 8000 years.");
    }
  }

  /** 192 bits, URL-safe (ID-3). */
  private static Supplier<String> randomIds() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bits = new byte[24];
      random.nextBytes(bits);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    };
  }

  /** {@return the rule of expiry that these options state} */
  public ExpiryPolicy expiryPolicy() {
    return new ExpiryPolicy(expiration, absoluteLifetime);
  }

  /**
   * Reads what stands under {@code sessionstore.}; durations are ISO-8601 ({@code PT24H}) or whole milliseconds.
   *
   * @param properties others are left alone; an unknown key under the prefix is refused
   * @return these options with those read
   */
  public SessionStoreOptions with(Properties properties) {
    SessionStoreOptions options = this;
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        options = options.with(key, key.substring(PREFIX.length()), properties.getProperty(key).strip());
      }
    }
    return options;
  }

  private SessionStoreOptions with(String key, String option, String text) {
    return switch (option) {
      case "expiration" -> expiration(duration(key, text));
      case "absoluteLifetime" -> absoluteLifetime(duration(key, text));
      case "checkExpirationInterval" -> checkExpirationInterval(duration(key, text));
      case "disableTouch" -> disableTouch(bool(key, text));
      case "touchInterval" -> touchInterval(duration(key, text));
      case "tableName" -> tableName(text);
      case "sweepBatch" -> sweepBatch(number(key, text));
      case "sweepGrace" -> sweepGrace(duration(key, text));
      case "maxDataBytes" -> maxDataBytes(number(key, text));
      case "updateTimeout" -> updateTimeout(duration(key, text));
      case "onUnreadable" -> onUnreadable(switch (text.toUpperCase(Locale.ROOT)) {
        case "DISCARD" -> OnUnreadable.DISCARD;
        case "FAIL" -> OnUnreadable.FAIL;
        default -> throw misfit(key, "DISCARD or FAIL", null);
      });
      default -> throw new IllegalArgumentException("The property " + key + " is unknown; known after " + PREFIX
          + " are expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, sweepBatch, sweepGrace, maxDataBytes, updateTimeout and onUnreadable.");
    };
  }

  private static IllegalArgumentException misfit(String key, String wanted, @Nullable Exception cause) {
    return new IllegalArgumentException("The property " + key + " cannot be read; write " + wanted + ".", cause);
  }

  private static Duration duration(String key, String text) {
    try {
      return text.matches("-?[0-9]+") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
    } catch (java.time.DateTimeException | NumberFormatException e) {
      throw misfit(key, "an ISO-8601 duration such as PT24H, or whole milliseconds", e);
    }
  }

  private static int number(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw misfit(key, "a whole number", e);
    }
  }

  private static boolean bool(String key, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw misfit(key, "true or false", null);
    };
  }

  /**
   * Changes expiration.
   *
   * @param value idle time of a session without its own
   * @return the changed copy
   */
  public SessionStoreOptions expiration(Duration value) {
    return new SessionStoreOptions(value, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes absoluteLifetime.
   *
   * @param value nothing outlives its creation by more; null: no such end
   * @return the changed copy
   */
  public SessionStoreOptions absoluteLifetime(@Nullable Duration value) {
    return new SessionStoreOptions(expiration, value, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes checkExpirationInterval.
   *
   * @param value time between sweeps; zero or less: no sweeper
   * @return the changed copy
   */
  public SessionStoreOptions checkExpirationInterval(Duration value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, value, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes disableTouch.
   *
   * @param value touch sends no SQL
   * @return the changed copy
   */
  public SessionStoreOptions disableTouch(boolean value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, value, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes touchInterval.
   *
   * @param value touch of a copy sends no SQL while less would be gained
   * @return the changed copy
   */
  public SessionStoreOptions touchInterval(Duration value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, value, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes tableName.
   *
   * @param value {@code table} or {@code schema.table}
   * @return the changed copy
   */
  public SessionStoreOptions tableName(String value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, value, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes columns.
   *
   * @param value declared columns
   * @return the changed copy
   */
  public SessionStoreOptions columns(List<Column<?>> value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, value, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes sweepBatch.
   *
   * @param value rows per delete of a sweep
   * @return the changed copy
   */
  public SessionStoreOptions sweepBatch(int value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, value, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes sweepGrace.
   *
   * @param value how long a row must have been dead before a sweep deletes it
   * @return the changed copy
   */
  public SessionStoreOptions sweepGrace(Duration value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, value, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes maxDataBytes.
   *
   * @param value greatest document in UTF-8 bytes
   * @return the changed copy
   */
  public SessionStoreOptions maxDataBytes(int value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, value, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes updateTimeout.
   *
   * @param value how long an update retries
   * @return the changed copy
   */
  public SessionStoreOptions updateTimeout(Duration value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, value, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes idHashing.
   *
   * @param value id to key
   * @return the changed copy
   */
  public SessionStoreOptions idHashing(IdHashing value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, value, idGenerator, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes idGenerator.
   *
   * @param value draws new ids
   * @return the changed copy
   */
  public SessionStoreOptions idGenerator(Supplier<String> value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, value, codec, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes codec.
   *
   * @param value session to document and back
   * @return the changed copy
   */
  public SessionStoreOptions codec(SessionCodec value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, value, onUnreadable, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes onUnreadable.
   *
   * @param value what an unreadable row means
   * @return the changed copy
   */
  public SessionStoreOptions onUnreadable(OnUnreadable value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, value, clock, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes clock.
   *
   * @param value the only clock
   * @return the changed copy
   */
  public SessionStoreOptions clock(InstantSource value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, value, scheduler, listener, transactionBoundary);
  }

  /**
   * Changes scheduler.
   *
   * @param value runs the sweeper, never closed by the store; null: a daemon thread of its own
   * @return the changed copy
   */
  public SessionStoreOptions scheduler(@Nullable ScheduledExecutorService value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, value, listener, transactionBoundary);
  }

  /**
   * Changes listener.
   *
   * @param value told afterwards
   * @return the changed copy
   */
  public SessionStoreOptions listener(SessionListener value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, value, transactionBoundary);
  }

  /**
   * Changes transactionBoundary.
   *
   * @param value runs operations outside the caller's transaction
   * @return the changed copy
   */
  public SessionStoreOptions transactionBoundary(TransactionBoundary value) {
    return new SessionStoreOptions(expiration, absoluteLifetime, checkExpirationInterval, disableTouch, touchInterval, tableName, columns, sweepBatch, sweepGrace, maxDataBytes, updateTimeout, idHashing, idGenerator, codec, onUnreadable, clock, scheduler, listener, value);
  }

}
