package dev.sessionstore;

import dev.sessionstore.internal.StoreOpening;
import dev.sessionstore.internal.StorePlace;
import dev.sessionstore.spi.SessionTableFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in the application's own SQL database. A session is live while
 * {@code expires > now} by the store's clock; an expired or missing one never causes an exception.
 * Thread-safe; many stores, in many processes, can share one table. Each operation is one statement
 * that commits by itself, outside any transaction of the caller. A malformed id is unknown and
 * sends no SQL (ID-2).
 *
 * <p>
 * Every operation throws {@link SessionStoreException} when the database fails, and
 * {@link IllegalStateException} after {@link #close}.
 */
public interface SessionStore extends AutoCloseable {

  /** {@return a builder with every option at its default} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Creates a live session under a new random id.
   *
   * @param attributes its values
   * @return the session as stored
   */
  Session create(Map<String, ? extends @Nullable Object> attributes);

  /**
   * Returns a live session. Writes nothing.
   *
   * @param id any id
   * @return the session; empty when there is no live one
   */
  Optional<Session> get(SessionId id);

  /**
   * Inserts a session, or replaces the one under its id (SET).
   *
   * @param session a session with a well-formed id
   * @return the session as stored; empty when its expiry had passed, so that the row was removed
   * @throws IllegalArgumentException when the id is malformed
   */
  Optional<Session> set(Session session);

  /**
   * Writes a copy back if the row is live and unchanged since the copy was read (SAVE).
   *
   * @param session a copy from a store, changed or not
   * @return SAVED, GONE or CONFLICT
   */
  SaveResult save(Session session);

  /**
   * Reads, changes and writes a session atomically (UPDATE).
   *
   * @param id any id
   * @param change a pure function, which may run several times; it must keep the id and not return
   *   null
   * @return the session as stored; empty when there is no live one
   * @throws SessionConflictException when every attempt within {@code updateTimeout} was lost
   */
  Optional<Session> update(SessionId id, UnaryOperator<Session> change);

  /**
   * Slides the expiry. Sends no SQL while that would gain little (TOUCH-5).
   *
   * @param session a copy from a store
   * @return the copy with its expiry as computed from this copy's stamp; empty when there is no
   * live session
   */
  Optional<Session> touch(Session session);

  /**
   * Slides the expiry, always by SQL unless {@code disableTouch} is set.
   *
   * @param id any id
   * @return whether the session is live; with {@code disableTouch}, whether the id is well-formed
   */
  boolean touch(SessionId id);

  /**
   * Gives a session a new id. The old one is unknown from then on (ROTATE).
   *
   * @param id any id
   * @return the session under its new id; empty when there is no live one
   */
  Optional<Session> rotate(SessionId id);

  /**
   * Gives a session a new id and changes it in the same statement.
   *
   * @param id any id
   * @param change as in {@link #update}
   * @return the session under its new id; empty when there is no live one
   */
  Optional<Session> rotate(SessionId id, UnaryOperator<Session> change);

  /**
   * Writes a copy under a new id, in one statement, if the row is live and unchanged.
   *
   * @param session a copy from a store, changed or not
   * @return SAVED with the copy under its new id, GONE or CONFLICT
   */
  SaveResult rotate(Session session);

  /**
   * Writes a copy under a given new id, for callers that need the id before the statement runs.
   *
   * @param session a copy from a store, changed or not
   * @param to an unused id, at least as random as those of {@link SessionStoreOptions#idGenerator}
   * @return SAVED with the copy under that id, GONE or CONFLICT
   * @throws IllegalArgumentException when the new id is malformed or the session's own
   * @throws SessionStoreException when the new id is taken: nothing has changed
   */
  SaveResult rotate(Session session, SessionId to);

  /**
   * Gives a session, as it is when the call runs, a given new id and changes it, even if others
   * keep writing it (ROTATE-7). What the change adds is never readable under the old id: after a
   * failure the session is as it was, or, where {@link SessionStoreException#outcomeUnknown} says
   * so, either that or under its new id with the change.
   *
   * @param from any id
   * @param to as in {@link #rotate(Session, SessionId)}
   * @param change as in {@link #update}
   * @return the session under its new id; empty when there is no live one
   * @throws IllegalArgumentException when the new id is malformed or the session's own
   * @throws SessionConflictException when every attempt within {@code updateTimeout} was lost:
   *   nothing has changed
   * @throws SessionStoreException when the new id is taken: nothing has changed
   */
  Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change);

  /**
   * Removes a session, live or expired.
   *
   * @param id any id
   * @return whether there was a row
   */
  boolean destroy(SessionId id);

  /**
   * Removes a session, live or expired.
   *
   * @param handle a handle from a listing
   * @return whether there was a row
   */
  boolean destroy(SessionHandle handle);

  /**
   * Returns a page of the live sessions with a declared column's value, in key order.
   *
   * @param column a column declared when the store was opened
   * @param value the value, not null
   * @param limit the maximum number of items, 1 to 10,000
   * @param after a page's {@link Page#next}, or null for the first page
   * @param <T> the column's type
   * @return the page
   */
  <T> Page<StoredSession> findBy(Column<T> column, T value, int limit, @Nullable SessionHandle after);

  /**
   * Returns a page of all live sessions, in key order.
   *
   * @param limit the maximum number of items, 1 to 10,000
   * @param after a page's {@link Page#next}, or null for the first page
   * @return the page
   */
  Page<StoredSession> all(int limit, @Nullable SessionHandle after);

  /**
   * Removes all sessions with a column's value but one: "log out everywhere but here".
   *
   * @param column a column declared when the store was opened
   * @param value the value, not null
   * @param except the session to keep, or null
   * @param <T> the column's type
   * @return the number of rows removed
   */
  <T> int destroyBy(Column<T> column, T value, @Nullable SessionId except);

  /** {@return the options of this store; also available after {@link #close}} */
  SessionStoreOptions options();

  /** {@return the number of live sessions} */
  long length();

  /** Removes all sessions. */
  void clear();

  /**
   * Deletes the rows that expired longer than {@code sweepGrace} ago, in batches, until none is
   * left.
   *
   * @return the result of this sweep
   */
  SweepResult clearExpired();

  /** Starts the sweeper. No effect if it is started already or its interval is zero or less. */
  void startExpiring();

  /** Stops the sweeper and waits for a running sweep, unless that sweep makes this call. */
  void stopExpiring();

  /** Creates the table and its indexes where they are missing. Never alters anything. */
  void createTable();

  /**
   * Compares the table with what the store needs.
   *
   * @throws TableMismatchException when they differ; it names each difference and the statement
   *   that fixes it
   */
  void validateTable();

  /** Stops the sweeper and closes what the store opened, nothing else. May be called repeatedly. */
  @Override
  void close();

  /**
   * Opens stores. Set exactly one of {@link #url}, {@link #dataSource} and {@link #table}. Not
   * thread-safe; may open several stores.
   */
  final class Builder {

    private SessionStoreOptions options = SessionStoreOptions.builder().build();
    private @Nullable SessionTableFactory table;
    private @Nullable DataSource dataSource;
    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String backend;
    private boolean createTable;

    Builder() {}

    /**
     * Uses a JDBC URL, through the store's own pool of at most 8 connections, closed with the
     * store.
     *
     * @param jdbcUrl the URL
     * @return this
     */
    public Builder url(String jdbcUrl) {
      this.url = Objects.requireNonNull(jdbcUrl, "The url is null; give a JDBC URL.");
      return this;
    }

    /**
     * Sets the user who connects to the {@link #url}.
     *
     * @param name the user name; null: the driver's default, or the URL's
     * @param secret the password; null: none, or the URL's
     * @return this
     */
    public Builder credentials(@Nullable String name, @Nullable String secret) {
      return user(name).password(secret);
    }

    Builder user(@Nullable String name) {
      this.user = name;
      return this;
    }

    Builder password(@Nullable String secret) {
      this.password = secret;
      return this;
    }

    /**
     * Uses the application's DataSource, which the store never closes.
     *
     * @param source the DataSource
     * @return this
     */
    public Builder dataSource(DataSource source) {
      this.dataSource = Objects.requireNonNull(source, "The dataSource is null; give the application's own.");
      return this;
    }

    /**
     * Uses a given table: a backend on the application's own ORM, or a custom one.
     *
     * @param factory opens the table
     * @return this
     */
    public Builder table(SessionTableFactory factory) {
      this.table = Objects.requireNonNull(factory, "The table is null; give a factory, such as a backend's on(...).");
      return this;
    }

    /**
     * Chooses one of several backends on the class path (SWAP-2). Not needed when there is only
     * one.
     *
     * @param name the backend's name, such as {@code hibernate}, in any letter case
     * @return this
     */
    public Builder backend(String name) {
      this.backend = Objects.requireNonNull(name, "The backend is null; give its name, or leave it out.");
      return this;
    }

    /**
     * Sets whether {@link #open} also creates the table where it is missing. Default false.
     *
     * @param yes true to create it
     * @return this
     */
    public Builder createTable(boolean yes) {
      this.createTable = yes;
      return this;
    }

    /**
     * Changes options: {@code builder.options(o -> o.expiration(Duration.ofHours(1)))}. The others
     * keep their values.
     *
     * @param change sets options; if it throws, no option changes
     * @return this
     */
    public Builder options(Consumer<SessionStoreOptions.Builder> change) {
      SessionStoreOptions.Builder changed = options.toBuilder();
      change.accept(changed);
      this.options = changed.build();
      return this;
    }

    /**
     * Replaces all options.
     *
     * @param all the new ones
     * @return this
     */
    public Builder options(SessionStoreOptions all) {
      this.options = Objects.requireNonNull(all, "The options are null; give some, or leave the call out.");
      return this;
    }

    /**
     * Reads settings from the keys that begin with {@code sessionstore.}: {@code url},
     * {@code user}, {@code password}, {@code backend}, {@code createTable}, and each option that
     * text can express, by its name: {@code expiration}, {@code absoluteLifetime} ({@code none} for
     * no limit), {@code checkExpirationInterval}, {@code disableTouch}, {@code touchInterval},
     * {@code tableName}, {@code sweepBatch}, {@code sweepGrace}, {@code maxDataBytes},
     * {@code updateTimeout}, {@code lookUpBatch}, {@code idHashing} ({@code SHA-256} or
     * {@code none}), {@code onUnreadable} ({@code discard} or {@code fail}). Durations are ISO-8601
     * ({@code PT24H}) or milliseconds. Other keys are ignored; settings without a key keep their
     * values.
     *
     * @param properties the properties, with their defaults
     * @return this
     * @throws IllegalArgumentException when a key with the prefix is unknown, listing the known
     *   ones, or a value cannot be read
     */
    public Builder properties(Properties properties) {
      StoreProperties.read(properties, this);
      return this;
    }

    /**
     * Opens a store and starts its sweeper, unless the interval is zero or less. On failure nothing
     * stays open.
     *
     * @return an open store
     * @throws IllegalStateException when none or several of url, dataSource and table are set, or
     *   when there is no backend, or several and none is chosen
     * @throws IllegalArgumentException when no driver accepts the URL, or a setting of the database
     *   does not allow the store to work
     * @throws SessionStoreException when the database cannot be reached, or refuses
     */
    public SessionStore open() {
      StorePlace place = new StorePlace(table, dataSource, url, user, password, backend);
      return createTable ? StoreOpening.openAndCreateTable(options, place) : StoreOpening.open(options, place);
    }
  }
}
