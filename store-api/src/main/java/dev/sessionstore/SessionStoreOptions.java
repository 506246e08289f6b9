package dev.sessionstore;

import dev.sessionstore.spi.TableDefinition;
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
 * Every option of a store, validated. An option's meaning, unit and default are described at its
 * method on {@link Builder}. Immutable, thread-safe as far as the objects given to it are.
 */
public final class SessionStoreOptions {

  private final Duration expiration;
  private final @Nullable Duration absoluteLifetime;
  private final Duration checkExpirationInterval;
  private final boolean disableTouch;
  private final Duration touchInterval;
  private final String tableName;
  private final List<Column<?>> columns;
  private final int sweepBatch;
  private final Duration sweepGrace;
  private final int maxDataBytes;
  private final Duration updateTimeout;
  private final int lookUpBatch;
  private final IdHashing idHashing;
  private final Supplier<String> idGenerator;
  private final SessionCodec codec;
  private final OnUnreadable onUnreadable;
  private final InstantSource clock;
  private final @Nullable ScheduledExecutorService scheduler;
  private final SessionListener listener;
  private final TransactionBoundary transactionBoundary;

  private SessionStoreOptions(Builder from) {
    this.expiration = from.expiration;
    this.absoluteLifetime = from.absoluteLifetime;
    this.checkExpirationInterval = from.checkExpirationInterval;
    this.disableTouch = from.disableTouch;
    this.touchInterval = from.touchInterval;
    this.tableName = from.tableName;
    this.columns = from.columns;
    this.sweepBatch = from.sweepBatch;
    this.sweepGrace = from.sweepGrace;
    this.maxDataBytes = from.maxDataBytes;
    this.updateTimeout = from.updateTimeout;
    this.lookUpBatch = from.lookUpBatch;
    this.idHashing = from.idHashing;
    this.idGenerator = from.idGenerator;
    this.codec = from.codec;
    this.onUnreadable = from.onUnreadable;
    this.clock = from.clock;
    this.scheduler = from.scheduler;
    this.listener = from.listener;
    this.transactionBoundary = from.transactionBoundary;
  }

  /** {@return a builder with every option at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that starts from these options} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** {@return idle time of a session without its own} */
  public Duration expiration() {
    return expiration;
  }

  /** {@return how long after its creation every session is dead; null: no such end} */
  public @Nullable Duration absoluteLifetime() {
    return absoluteLifetime;
  }

  /** {@return time between sweeps; zero or less: no sweeper} */
  public Duration checkExpirationInterval() {
    return checkExpirationInterval;
  }

  /** {@return whether touch sends no SQL at all} */
  public boolean disableTouch() {
    return disableTouch;
  }

  /** {@return the gain below which touching a copy sends no SQL} */
  public Duration touchInterval() {
    return touchInterval;
  }

  /** {@return {@code table} or {@code schema.table}, a safe name} */
  public String tableName() {
    return tableName;
  }

  /** {@return the declared columns, unmodifiable, each name once} */
  public List<Column<?>> columns() {
    return columns;
  }

  /** {@return rows per delete of a sweep} */
  public int sweepBatch() {
    return sweepBatch;
  }

  /** {@return how long a row must have been dead before a sweep deletes it} */
  public Duration sweepGrace() {
    return sweepGrace;
  }

  /** {@return the greatest document, in UTF-8 bytes} */
  public int maxDataBytes() {
    return maxDataBytes;
  }

  /** {@return how long an update that loses to others is repeated} */
  public Duration updateTimeout() {
    return updateTimeout;
  }

  /** {@return the maximum number of look-ups per statement; 1: each has its own} */
  public int lookUpBatch() {
    return lookUpBatch;
  }

  /** {@return the function from id to key} */
  public IdHashing idHashing() {
    return idHashing;
  }

  /** {@return what draws new ids} */
  public Supplier<String> idGenerator() {
    return idGenerator;
  }

  /** {@return session to document and back} */
  public SessionCodec codec() {
    return codec;
  }

  /** {@return what an unreadable row means to a caller} */
  public OnUnreadable onUnreadable() {
    return onUnreadable;
  }

  /** {@return the only clock} */
  public InstantSource clock() {
    return clock;
  }

  /** {@return what runs the sweeper; null: a daemon thread of the store's own} */
  public @Nullable ScheduledExecutorService scheduler() {
    return scheduler;
  }

  /** {@return who is told} */
  public SessionListener listener() {
    return listener;
  }

  /** {@return what runs operations outside the caller's transaction} */
  public TransactionBoundary transactionBoundary() {
    return transactionBoundary;
  }

  /** {@return the rule of expiry that these options state} */
  public ExpiryPolicy expiryPolicy() {
    return new ExpiryPolicy(expiration, absoluteLifetime);
  }

  /**
   * Collects options. A method refuses at once what can never be right: a wrong value with
   * {@link IllegalArgumentException}, a null that is not declared {@code @Nullable} with
   * {@link NullPointerException}, both with a sentence. Not thread-safe.
   */
  public static final class Builder {

    private Duration expiration = Duration.ofHours(24);
    private @Nullable Duration absoluteLifetime;
    private Duration checkExpirationInterval = Duration.ofMinutes(15);
    private boolean disableTouch;
    private Duration touchInterval = Duration.ofMinutes(1);
    private String tableName = "sessions";
    private List<Column<?>> columns = List.of();
    private int sweepBatch = 1_000;
    private Duration sweepGrace = Duration.ofMinutes(1);
    private int maxDataBytes = 4 * 1024 * 1024;
    private Duration updateTimeout = Duration.ofSeconds(10);
    private int lookUpBatch = 1;
    private IdHashing idHashing = IdHashing.sha256();
    private Supplier<String> idGenerator = new RandomIds();
    private SessionCodec codec = SessionCodec.json();
    private OnUnreadable onUnreadable = OnUnreadable.DISCARD;
    private InstantSource clock = InstantSource.system();
    private @Nullable ScheduledExecutorService scheduler;
    private SessionListener listener = SessionListener.NONE;
    private TransactionBoundary transactionBoundary = TransactionBoundary.NONE;

    private Builder() {}

    private Builder(SessionStoreOptions from) {
      this.expiration = from.expiration;
      this.absoluteLifetime = from.absoluteLifetime;
      this.checkExpirationInterval = from.checkExpirationInterval;
      this.disableTouch = from.disableTouch;
      this.touchInterval = from.touchInterval;
      this.tableName = from.tableName;
      this.columns = from.columns;
      this.sweepBatch = from.sweepBatch;
      this.sweepGrace = from.sweepGrace;
      this.maxDataBytes = from.maxDataBytes;
      this.updateTimeout = from.updateTimeout;
      this.lookUpBatch = from.lookUpBatch;
      this.idHashing = from.idHashing;
      this.idGenerator = from.idGenerator;
      this.codec = from.codec;
      this.onUnreadable = from.onUnreadable;
      this.clock = from.clock;
      this.scheduler = from.scheduler;
      this.listener = from.listener;
      this.transactionBoundary = from.transactionBoundary;
    }

    /**
     * Idle time of a session without a maxAge or fixed expiry of its own. Default 24 hours.
     *
     * @param idle one millisecond to 8000 years, finer parts cut; zero and less are refused
     * @return this
     */
    public Builder expiration(Duration idle) {
      this.expiration = ExpiryPolicy.requirePositive("expiration", given("expiration", idle));
      return this;
    }

    /**
     * No session outlives its creation by more, however much it is used. Default null.
     *
     * @param most one millisecond to 8000 years, finer parts cut; zero and less are refused; null:
     *   no such end
     * @return this
     */
    public Builder absoluteLifetime(@Nullable Duration most) {
      this.absoluteLifetime = most == null ? null : ExpiryPolicy.requirePositive("absoluteLifetime", most);
      return this;
    }

    /**
     * Time between sweeps of dead rows, shortened by up to a tenth at random. Default 15 minutes.
     *
     * @param interval zero or less: no sweeper; less than a millisecond counts as one
     * @return this
     */
    public Builder checkExpirationInterval(Duration interval) {
      Duration value = given("checkExpirationInterval", interval);
      if (value.compareTo(ExpiryPolicy.MAX_DURATION) > 0) {
        throw misfit("checkExpirationInterval", value, "a duration up to 8000 years, or zero for no sweeper");
      }
      this.checkExpirationInterval = value;
      return this;
    }

    /**
     * Whether touch sends no SQL, so that only writes slide the expiry. Default false.
     *
     * @param yes true to send none
     * @return this
     */
    public Builder disableTouch(boolean yes) {
      this.disableTouch = yes;
      return this;
    }

    /**
     * Touching a copy sends no SQL while it would gain less than this, or less than a tenth of the
     * idle time. Default 1 minute.
     *
     * @param least zero to 8000 years; zero: every touch that gains anything is sent; less is
     *   refused
     * @return this
     */
    public Builder touchInterval(Duration least) {
      this.touchInterval = notNegative("touchInterval", least);
      return this;
    }

    /**
     * The table's name; index names derive from it. A mapped class of one's own brings its own
     * instead. Default {@code sessions}.
     *
     * @param name {@code table} or {@code schema.table}, each part
     *   {@code [A-Za-z_][A-Za-z0-9_]{0,39}}
     * @return this
     */
    public Builder tableName(String name) {
      this.tableName = TableDefinition.requireSafeName(given("tableName", name));
      return this;
    }

    /**
     * The declared columns, in place of those given before. Default none.
     *
     * @param declared each name once, in any letter case
     * @return this
     */
    public Builder columns(List<Column<?>> declared) {
      List<Column<?>> value = List.copyOf(given("columns", declared));
      Set<String> names = new HashSet<>();
      for (Column<?> column : value) {
        if (!names.add(column.name().toLowerCase(Locale.ROOT))) { // COL-2
          throw new IllegalArgumentException(
              "The option columns declares " + column.name() + " twice; give each column its own name.");
        }
      }
      this.columns = value;
      return this;
    }

    /**
     * Most rows that one statement of a sweep deletes. Default 1,000.
     *
     * @param rows 1 to 100,000
     * @return this
     */
    public Builder sweepBatch(int rows) {
      if (rows < 1 || rows > 100_000) {
        throw misfit("sweepBatch", rows, "1 to 100000 rows");
      }
      this.sweepBatch = rows;
      return this;
    }

    /**
     * How long a row must have been dead before a sweep deletes it: the clocks of several nodes
     * differ. Default 1 minute.
     *
     * @param grace zero to 8000 years; zero: as soon as it is dead; less is refused
     * @return this
     */
    public Builder sweepGrace(Duration grace) {
      this.sweepGrace = notNegative("sweepGrace", grace);
      return this;
    }

    /**
     * The greatest document a session may have, in UTF-8 bytes after encoding. Default 4 MiB
     * (4,194,304).
     *
     * @param bytes 2 to 16,777,216: the column takes no more on every database
     * @return this
     */
    public Builder maxDataBytes(int bytes) {
      if (bytes < 2 || bytes > 16 * 1024 * 1024) {
        throw misfit("maxDataBytes", bytes, "2 to 16777216 bytes");
      }
      this.maxDataBytes = bytes;
      return this;
    }

    /**
     * How long an update or rotate that keeps losing to others is repeated before
     * {@link SessionConflictException}. Default 10 seconds.
     *
     * @param most zero to 8000 years; zero: one attempt; less is refused
     * @return this
     */
    public Builder updateTimeout(Duration most) {
      this.updateTimeout = notNegative("updateTimeout", most);
      return this;
    }

    /**
     * The maximum number of look-ups of one store that share a statement: those of other threads
     * that come while one is running wait for it, 50 milliseconds at most, and then run together.
     * It helps many threads on few connections to a server, or to one that is far away; a single
     * thread gains nothing, and an embedded database becomes slower. Do not use it where the
     * DataSource chooses a database by the calling thread: the statement runs on another caller's.
     * Default 1: each look-up is a statement of its own.
     *
     * @param keys 1 to 256
     * @return this
     */
    public Builder lookUpBatch(int keys) {
      if (keys < 1 || keys > 256) {
        throw misfit("lookUpBatch", keys, "1 to 256 keys; 1 for a statement each");
      }
      this.lookUpBatch = keys;
      return this;
    }

    /**
     * The function from id to key. Changing it makes every stored session unknown. Default
     * {@link IdHashing#sha256}.
     *
     * @param function pure, thread-safe
     * @return this
     */
    public Builder idHashing(IdHashing function) {
      this.idHashing = given("idHashing", function);
      return this;
    }

    /**
     * Draws new ids: well-formed, unguessable. Default 192 bits of {@code SecureRandom} in
     * base64url.
     *
     * @param generator thread-safe; called with no connection held
     * @return this
     */
    public Builder idGenerator(Supplier<String> generator) {
      this.idGenerator = given("idGenerator", generator);
      return this;
    }

    /**
     * Session to document and back. Default {@link JacksonSessionCodec}.
     *
     * @param format thread-safe; called with no connection held
     * @return this
     */
    public Builder codec(SessionCodec format) {
      this.codec = given("codec", format);
      return this;
    }

    /**
     * What a row whose data cannot be read means to a caller. Default {@link OnUnreadable#DISCARD}.
     *
     * @param mode which
     * @return this
     */
    public Builder onUnreadable(OnUnreadable mode) {
      this.onUnreadable = given("onUnreadable", mode);
      return this;
    }

    /**
     * The only clock that counts. Default the system's.
     *
     * @param source thread-safe; read in milliseconds
     * @return this
     */
    public Builder clock(InstantSource source) {
      this.clock = given("clock", source);
      return this;
    }

    /**
     * Runs the sweeper; never closed by the store. Default null.
     *
     * @param executor null: a daemon thread of the store's own
     * @return this
     */
    public Builder scheduler(@Nullable ScheduledExecutorService executor) {
      this.scheduler = executor;
      return this;
    }

    /**
     * Told after the fact. Default {@link SessionListener#NONE}.
     *
     * @param told thread-safe; called with no connection held
     * @return this
     */
    public Builder listener(SessionListener told) {
      this.listener = given("listener", told);
      return this;
    }

    /**
     * Runs operations outside the caller's transaction, for a DataSource that enlists by itself.
     * Default {@link TransactionBoundary#NONE}.
     *
     * @param boundary thread-safe
     * @return this
     */
    public Builder transactionBoundary(TransactionBoundary boundary) {
      this.transactionBoundary = given("transactionBoundary", boundary);
      return this;
    }

    /** {@return the options as set so far; the builder may be used further} */
    public SessionStoreOptions build() {
      return new SessionStoreOptions(this);
    }

    private static <T> T given(String option, @Nullable T value) {
      return Objects.requireNonNull(value, () -> "The option " + option
          + " is null; give a value, or leave the option out for its default.");
    }

    private static Duration notNegative(String option, Duration value) {
      if (given(option, value).isNegative() || value.compareTo(ExpiryPolicy.MAX_DURATION) > 0) {
        throw misfit(option, value, "a duration from zero to 8000 years");
      }
      return value;
    }

    private static IllegalArgumentException misfit(String option, Object value, String wanted) {
      return new IllegalArgumentException("The option " + option + " is " + value + "; give " + wanted + ".");
    }
  }
}
