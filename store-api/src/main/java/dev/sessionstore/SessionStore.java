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
 * Sessions in the application's own SQL database. A session is live while {@code expires > now} by
 * the store's clock; a dead or missing one is never an exception. Thread-safe; many stores, in many
 * processes, share one table. Each operation is one statement that commits by itself, outside any
 * transaction of the caller. A malformed id is unknown and sends no SQL (ID-2).
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
   * A new live session under a new random id.
   *
   * @param attributes its values
   * @return the session as stored
   */
  Session create(Map<String, ? extends @Nullable Object> attributes);

  /**
   * Reads; writes nothing.
   *
   * @param id any id
   * @return the live session, or empty
   */
  Optional<Session> get(SessionId id);

  /**
   * Inserts or replaces (SET).
   *
   * @param session its id must be well-formed
   * @return as stored; empty when its expiry had passed and the row was removed
   * @throws IllegalArgumentException for a malformed id
   */
  Optional<Session> set(Session session);

  /**
   * Writes a copy back only if the row is live and unchanged since the copy was read (SAVE).
   *
   * @param session a copy the store handed out, changed or not
   * @return SAVED, GONE or CONFLICT
   */
  SaveResult save(Session session);

  /**
   * Atomic read-modify-write (UPDATE).
   *
   * @param id any id
   * @param change a pure function, which may run several times; it keeps the id and never returns
   *   null
   * @return as stored; empty when gone
   * @throws SessionConflictException when it could not get through within {@code updateTimeout}
   */
  Optional<Session> update(SessionId id, UnaryOperator<Session> change);

  /**
   * Slides the expiry; no SQL while little would be gained (TOUCH-5).
   *
   * @param session a copy the store handed out
   * @return the copy with its expiry as reckoned from this copy's idle time; empty when gone
   */
  Optional<Session> touch(Session session);

  /**
   * Slides the expiry, always asking the database.
   *
   * @param id any id
   * @return whether it is live
   */
  boolean touch(SessionId id);

  /**
   * Gives a session a new id; the old one is unknown from that moment (ROTATE).
   *
   * @param id any id
   * @return under its new id; empty when gone
   */
  Optional<Session> rotate(SessionId id);

  /**
   * The same with a change in the same statement.
   *
   * @param id any id
   * @param change as in {@link #update}
   * @return under its new id; empty when gone
   */
  Optional<Session> rotate(SessionId id, UnaryOperator<Session> change);

  /**
   * The same for a loaded copy with its pending changes: one statement.
   *
   * @param session a copy the store handed out
   * @return SAVED with the copy under its new id, GONE or CONFLICT
   */
  SaveResult rotate(Session session);

  /**
   * The same to an id that the caller has drawn, for one who has to name it before the statement
   * runs.
   *
   * @param session a copy the store handed out
   * @param to an id nobody has used: at least as random as {@link SessionStoreOptions#idGenerator}
   *   makes them
   * @return SAVED with the copy under that id, GONE or CONFLICT
   * @throws IllegalArgumentException when that id is malformed or the session's own
   * @throws SessionStoreException when it is taken: nothing has changed
   */
  SaveResult rotate(Session session, SessionId to);

  /**
   * The same for the session as it is by now, with a change, whoever else keeps writing it
   * (ROTATE-7). What the change adds is never readable under the old id: after a failure the
   * session is as it was, or, where {@link SessionStoreException#outcomeUnknown} says so, that or
   * under its new id with the change.
   *
   * @param from any id
   * @param to as in {@link #rotate(Session, SessionId)}
   * @param change as in {@link #update}
   * @return under its new id; empty when gone
   * @throws IllegalArgumentException when the new id is malformed or the session's own
   * @throws SessionConflictException when it could not get through within {@code updateTimeout}:
   *   nothing has changed
   * @throws SessionStoreException when the new id is taken: nothing has changed
   */
  Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change);

  /**
   * Removes, live or dead.
   *
   * @param id any id
   * @return whether there was a row
   */
  boolean destroy(SessionId id);

  /**
   * Removes, live or dead.
   *
   * @param handle from a list
   * @return whether there was a row
   */
  boolean destroy(SessionHandle handle);

  /**
   * Live sessions with a declared column's value, a page in key order.
   *
   * @param column declared when the store was opened
   * @param value not null
   * @param limit 1 to 10,000
   * @param after a page's {@link Page#next}, or null for the first
   * @param <T> the column's type
   * @return the page
   */
  <T> Page<StoredSession> findBy(Column<T> column, T value, int limit, @Nullable SessionHandle after);

  /**
   * All live sessions, a page in key order.
   *
   * @param limit 1 to 10,000
   * @param after a page's {@link Page#next}, or null for the first
   * @return the page
   */
  Page<StoredSession> all(int limit, @Nullable SessionHandle after);

  /**
   * Removes all sessions with a column's value but one: "log out everywhere but here".
   *
   * @param column declared when the store was opened
   * @param value not null
   * @param except the one to spare, or null
   * @param <T> the column's type
   * @return how many
   */
  <T> int destroyBy(Column<T> column, T value, @Nullable SessionId except);

  /** {@return the options it was opened with; usable after {@link #close} too} */
  SessionStoreOptions options();

  /** {@return how many sessions are live} */
  long length();

  /** Empties the table. */
  void clear();

  /**
   * Deletes what has been dead for longer than {@code sweepGrace}, in batches, until none is left.
   *
   * @return what this sweep did
   */
  SweepResult clearExpired();

  /** Starts the sweeper; started already, or an interval of zero: no effect. */
  void startExpiring();

  /** Stops the sweeper and waits for a running sweep, unless called from it. */
  void stopExpiring();

  /** Makes table and indexes where they are missing; never alters. */
  void createTable();

  /**
   * Compares the table with what the store needs.
   *
   * @throws TableMismatchException naming each difference and the statement that mends it
   */
  void validateTable();

  /** Stops the sweeper, closes what the store opened and nothing else. Twice is fine. */
  @Override
  void close();

  /**
   * Collects where the sessions live, and the options. Exactly one place: {@link #url},
   * {@link #dataSource} or {@link #table}. Not thread-safe; may open several stores.
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
     * A pool of the store's own on this JDBC URL: at most 8 connections, closed with the store.
     *
     * @param jdbcUrl the URL
     * @return this
     */
    public Builder url(String jdbcUrl) {
      this.url = Objects.requireNonNull(jdbcUrl, "The url is null; give a JDBC URL.");
      return this;
    }

    /**
     * Who connects to the {@link #url}.
     *
     * @param name user name; null: the driver's default, or what the URL says
     * @param secret password; null: none, or what the URL says
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
     * The application's DataSource; never closed by the store.
     *
     * @param source the DataSource
     * @return this
     */
    public Builder dataSource(DataSource source) {
      this.dataSource = Objects.requireNonNull(source, "The dataSource is null; give the application's own.");
      return this;
    }

    /**
     * A table of one's own: a backend on the application's own ORM, or a custom one.
     *
     * @param factory opens it
     * @return this
     */
    public Builder table(SessionTableFactory factory) {
      this.table = Objects.requireNonNull(factory, "The table is null; give a factory, such as a backend's on(...).");
      return this;
    }

    /**
     * Chooses among several backends on the class path (SWAP-2). With only one there it need not be
     * called.
     *
     * @param name the backend's name, such as {@code hibernate}, in any letter case
     * @return this
     */
    public Builder backend(String name) {
      this.backend = Objects.requireNonNull(name, "The backend is null; give its name, or leave it out.");
      return this;
    }

    /**
     * Whether opening also makes the table where it is missing. Default false.
     *
     * @param yes true to make it
     * @return this
     */
    public Builder createTable(boolean yes) {
      this.createTable = yes;
      return this;
    }

    /**
     * Changes options: {@code builder.options(o -> o.expiration(Duration.ofHours(1)))}. Those not
     * named stay as they are.
     *
     * @param change sets some; what it throws comes out, and nothing has changed then
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
     * Reads place and options under {@code sessionstore.}: {@code url}, {@code user},
     * {@code password}, {@code backend}, {@code createTable}, and each option that text can express
     * under its own name: {@code expiration}, {@code absoluteLifetime} ({@code none} for no end),
     * {@code checkExpirationInterval}, {@code disableTouch}, {@code touchInterval},
     * {@code tableName}, {@code sweepBatch}, {@code sweepGrace}, {@code maxDataBytes},
     * {@code updateTimeout}, {@code idHashing} ({@code SHA-256} or {@code none}),
     * {@code onUnreadable} ({@code discard} or {@code fail}). Durations are ISO-8601
     * ({@code PT24H}) or whole milliseconds. Keys without the prefix are left alone; what is not
     * named stays as it is.
     *
     * @param properties defaults included
     * @return this
     * @throws IllegalArgumentException for an unknown key under the prefix, listing the known ones,
     *   or a value that cannot be read
     */
    public Builder properties(Properties properties) {
      StoreProperties.read(properties, this);
      return this;
    }

    /**
     * Opens the store. The sweeper starts unless its interval is zero or less. A failed opening
     * leaves nothing open.
     *
     * @return an open store
     * @throws IllegalStateException when no place or several were named, no backend was found, or
     *   several and none of them chosen
     * @throws IllegalArgumentException when no driver takes the URL, or the database is not one the
     *   store knows
     * @throws SessionStoreException when the database cannot be reached, or refuses
     */
    public SessionStore open() {
      StorePlace place = new StorePlace(table, dataSource, url, user, password, backend);
      return createTable ? StoreOpening.openAndCreateTable(options, place) : StoreOpening.open(options, place);
    }
  }
}
