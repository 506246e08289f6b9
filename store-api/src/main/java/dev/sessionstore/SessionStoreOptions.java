package dev.sessionstore;

import dev.sessionstore.spi.TableDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The validated options of a store. The methods of {@link Builder} describe each option's meaning,
 * unit and default. Immutable, and thread-safe if the objects given to it are.
 */
public final class SessionStoreOptions {

  private final OptionValues values;

  private SessionStoreOptions(OptionValues values) {
    this.values = values;
  }

  /** {@return a builder with every option at its default} */
  public static Builder builder() {
    return new Builder(new OptionValues());
  }

  /** {@return a builder that starts from these options} */
  public Builder toBuilder() {
    return new Builder(values.copy());
  }

  /** {@return the idle time of a session without its own} */
  public Duration expiration() {
    return values.expiration;
  }

  /** {@return how long a session may live after its creation; null: no limit} */
  public @Nullable Duration absoluteLifetime() {
    return values.absoluteLifetime;
  }

  /** {@return the time between sweeps; zero or less: no sweeper} */
  public Duration checkExpirationInterval() {
    return values.checkExpirationInterval;
  }

  /** {@return whether touch sends no SQL at all} */
  public boolean disableTouch() {
    return values.disableTouch;
  }

  /** {@return the least gain for which touching a copy sends SQL} */
  public Duration touchInterval() {
    return values.touchInterval;
  }

  /** {@return the table's name, {@code table} or {@code schema.table}, safe in SQL} */
  public String tableName() {
    return values.tableName;
  }

  /** {@return the declared columns, unmodifiable, each name once} */
  public List<Column<?>> columns() {
    return values.columns;
  }

  /** {@return the maximum number of rows per delete of a sweep} */
  public int sweepBatch() {
    return values.sweepBatch;
  }

  /** {@return how long a row must have been dead before a sweep deletes it} */
  public Duration sweepGrace() {
    return values.sweepGrace;
  }

  /** {@return the maximum size of a document, in UTF-8 bytes} */
  public int maxDataBytes() {
    return values.maxDataBytes;
  }

  /** {@return how long an update is retried after conflicts} */
  public Duration updateTimeout() {
    return values.updateTimeout;
  }

  /** {@return the maximum number of look-ups per statement; 1: each has its own} */
  public int lookUpBatch() {
    return values.lookUpBatch;
  }

  /** {@return the function from id to key} */
  public IdHashing idHashing() {
    return values.idHashing;
  }

  /** {@return the generator of new ids} */
  public Supplier<String> idGenerator() {
    return values.idGenerator;
  }

  /** {@return the codec of documents} */
  public SessionCodec codec() {
    return values.codec;
  }

  /** {@return how an unreadable row is treated} */
  public OnUnreadable onUnreadable() {
    return values.onUnreadable;
  }

  /** {@return the store's clock} */
  public InstantSource clock() {
    return values.clock;
  }

  /** {@return the executor of the sweeper; null: a daemon thread of the store's own} */
  public @Nullable ScheduledExecutorService scheduler() {
    return values.scheduler;
  }

  /** {@return the listener} */
  public SessionListener listener() {
    return values.listener;
  }

  /** {@return the boundary that keeps operations outside the caller's transaction} */
  public TransactionBoundary transactionBoundary() {
    return values.transactionBoundary;
  }

  /** {@return the expiry policy of these options} */
  public ExpiryPolicy expiryPolicy() {
    return new ExpiryPolicy(values.expiration, values.absoluteLifetime);
  }

  /**
   * Builds options. Each method checks its value at once: it throws
   * {@link IllegalArgumentException} for a wrong value, and {@link NullPointerException} for a null
   * that is not declared {@code @Nullable}. Not thread-safe.
   */
  public static final class Builder {

    private final OptionValues values;

    private Builder(OptionValues values) {
      this.values = values;
    }

    /**
     * Sets the idle time of a session without its own maxAge or fixed expiry. Default 24 hours.
     *
     * @param idle one millisecond to 8000 years, truncated to milliseconds
     * @return this
     */
    public Builder expiration(Duration idle) {
      values.expiration = OptionValues.positive("expiration", idle);
      return this;
    }

    /**
     * Limits how long a session may live after its creation, however much it is used. Default null.
     *
     * @param most one millisecond to 8000 years, truncated to milliseconds; null: no limit
     * @return this
     */
    public Builder absoluteLifetime(@Nullable Duration most) {
      values.absoluteLifetime = most == null ? null : OptionValues.positive("absoluteLifetime", most);
      return this;
    }

    /**
     * Sets the time between sweeps of dead rows. Each wait is up to a tenth shorter at random.
     * Default 15 minutes.
     *
     * @param interval at most 8000 years; zero or less: no sweeper; less than a millisecond counts
     *   as one
     * @return this
     */
    public Builder checkExpirationInterval(Duration interval) {
      values.checkExpirationInterval = OptionValues.notTooLong("checkExpirationInterval", interval,
          "a duration up to 8000 years, or zero for no sweeper");
      return this;
    }

    /**
     * Sets whether touch sends no SQL, so that only writes slide the expiry. Default false.
     *
     * @param yes true to send none
     * @return this
     */
    public Builder disableTouch(boolean yes) {
      values.disableTouch = yes;
      return this;
    }

    /**
     * Sets the least gain for which touching a copy sends SQL. A tenth of the idle time is enough
     * if that is less. Default 1 minute.
     *
     * @param least zero to 8000 years; zero: every touch that gains anything sends SQL
     * @return this
     */
    public Builder touchInterval(Duration least) {
      values.touchInterval = OptionValues.notNegative("touchInterval", least);
      return this;
    }

    /**
     * Sets the table's name, which index names derive from. Your own mapped class brings its own
     * name instead. Default {@code sessions}.
     *
     * @param name {@code table} or {@code schema.table}, each part
     *   {@code [A-Za-z_][A-Za-z0-9_]{0,39}}
     * @return this
     */
    public Builder tableName(String name) {
      values.tableName = TableDefinition.requireSafeName(OptionValues.given("tableName", name));
      return this;
    }

    /**
     * Sets the declared columns, replacing those set before. Default none.
     *
     * @param declared columns whose names differ by more than letter case
     * @return this
     */
    public Builder columns(List<Column<?>> declared) {
      values.columns = OptionValues.distinct(declared);
      return this;
    }

    /**
     * Sets the maximum number of rows that one statement of a sweep deletes. Default 1,000.
     *
     * @param rows 1 to 100,000
     * @return this
     */
    public Builder sweepBatch(int rows) {
      values.sweepBatch = OptionValues.within(1, 100_000, "sweepBatch", rows, "1 to 100000 rows");
      return this;
    }

    /**
     * Sets how long a row must have been dead before a sweep deletes it, since the clocks of
     * several nodes differ. Default 1 minute.
     *
     * @param grace zero to 8000 years; zero: as soon as it is dead
     * @return this
     */
    public Builder sweepGrace(Duration grace) {
      values.sweepGrace = OptionValues.notNegative("sweepGrace", grace);
      return this;
    }

    /**
     * Sets the maximum size of an encoded session, in UTF-8 bytes. Default 4 MiB (4,194,304).
     *
     * @param bytes 2 to 16,777,216, the most that the column holds on every database
     * @return this
     */
    public Builder maxDataBytes(int bytes) {
      values.maxDataBytes = OptionValues.within(2, 16 * 1024 * 1024, "maxDataBytes", bytes, "2 to 16777216 bytes");
      return this;
    }

    /**
     * Sets how long an update or rotate is retried after conflicts before it throws
     * {@link SessionConflictException}. Default 10 seconds.
     *
     * @param most zero to 8000 years; zero: one attempt
     * @return this
     */
    public Builder updateTimeout(Duration most) {
      values.updateTimeout = OptionValues.notNegative("updateTimeout", most);
      return this;
    }

    /**
     * Sets the maximum number of look-ups of one store that share a statement. Look-ups of other
     * threads that arrive while one is running wait for it, at most 50 milliseconds, and then run
     * together. This helps many threads that share few connections to a server, or use a distant
     * one; a single thread gains nothing, and an embedded database becomes slower. Do not use it if
     * the DataSource chooses a database by the calling thread, since the statement may run on
     * another caller's. Default 1: each look-up has its own statement.
     *
     * @param keys 1 to 256
     * @return this
     */
    public Builder lookUpBatch(int keys) {
      values.lookUpBatch = OptionValues.within(1, 256, "lookUpBatch", keys, "1 to 256 keys; 1 for a statement each");
      return this;
    }

    /**
     * Sets the function from id to key. Changing it makes every stored session unknown. Default
     * {@link IdHashing#sha256}.
     *
     * @param function pure, thread-safe
     * @return this
     */
    public Builder idHashing(IdHashing function) {
      values.idHashing = OptionValues.given("idHashing", function);
      return this;
    }

    /**
     * Sets the generator of new ids, which must be well-formed and unguessable. Default 192 bits of
     * {@code SecureRandom} in base64url.
     *
     * @param generator thread-safe; called with no connection held
     * @return this
     */
    public Builder idGenerator(Supplier<String> generator) {
      values.idGenerator = OptionValues.given("idGenerator", generator);
      return this;
    }

    /**
     * Sets the codec of documents. Default {@link SessionCodec#json}.
     *
     * @param format thread-safe; called with no connection held
     * @return this
     */
    public Builder codec(SessionCodec format) {
      values.codec = OptionValues.given("codec", format);
      return this;
    }

    /**
     * Sets how a row whose data cannot be read is treated. Default {@link OnUnreadable#DISCARD}.
     *
     * @param mode the treatment
     * @return this
     */
    public Builder onUnreadable(OnUnreadable mode) {
      values.onUnreadable = OptionValues.given("onUnreadable", mode);
      return this;
    }

    /**
     * Sets the store's only clock. Default the system's.
     *
     * @param source thread-safe; read in milliseconds
     * @return this
     */
    public Builder clock(InstantSource source) {
      values.clock = OptionValues.given("clock", source);
      return this;
    }

    /**
     * Sets the executor of the sweeper, which the store never closes. Default null.
     *
     * @param executor null: a daemon thread of the store's own
     * @return this
     */
    public Builder scheduler(@Nullable ScheduledExecutorService executor) {
      values.scheduler = executor;
      return this;
    }

    /**
     * Sets the listener to what the store has done. Default {@link SessionListener#NONE}.
     *
     * @param told thread-safe; called with no connection held
     * @return this
     */
    public Builder listener(SessionListener told) {
      values.listener = OptionValues.given("listener", told);
      return this;
    }

    /**
     * Sets what keeps operations outside the caller's transaction, for a DataSource that enlists by
     * itself. Default {@link TransactionBoundary#NONE}.
     *
     * @param boundary thread-safe
     * @return this
     */
    public Builder transactionBoundary(TransactionBoundary boundary) {
      values.transactionBoundary = OptionValues.given("transactionBoundary", boundary);
      return this;
    }

    /** {@return the options as set so far; the builder can still be used} */
    public SessionStoreOptions build() {
      return new SessionStoreOptions(values.copy());
    }
  }
}
