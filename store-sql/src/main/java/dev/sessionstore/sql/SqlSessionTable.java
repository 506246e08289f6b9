package dev.sessionstore.sql;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.PartlySweptException;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.dialect.SqlError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table in a SQL database, whatever runs the statements: a backend adds how its ORM binds and
 * reads. Each operation takes one connection, runs one statement (a second one where the database's
 * upsert returns nothing), leaves no transaction open and gives it back.
 *
 * <p>
 * On a pool with auto-commit on, the statement commits by itself. With auto-commit off a write ends
 * with COMMIT, a read and a failure with ROLLBACK (SQL-2). A pool must not mix the two: see TX-3.
 * Thread-safe, if the two methods of the backend are.
 */
public abstract class SqlSessionTable implements SessionTable {

  private static final int MAX_CREATIONS = 10;

  private final String name;
  private final Connections connections;
  private final SqlSchema schema;
  private final SqlStatements sql;
  private final CreationColumns<?> creation;

  /**
   * Asks the database what it is.
   *
   * @param source of connections: one is taken here, and one for each statement
   * @param definition names from the options, or from a mapping
   * @param creation columns that the store does not know
   * @throws SessionTableException when the database cannot be reached
   * @throws IllegalArgumentException when the connection's settings would break a rule, or a
   *   column's name is not a plain one
   */
  protected SqlSessionTable(ConnectionSource source, TableDefinition definition, CreationColumns<?> creation) {
    this.name = definition.tableName();
    this.connections = Connections.of(source);
    this.schema = new SqlSchema(connections.dialect(), definition);
    this.sql = new SqlStatements(connections.dialect(), definition, creation.fields());
    this.creation = creation;
  }

  /**
   * Runs a statement that returns no rows.
   *
   * @param connection for this call; neither closed nor committed here
   * @param call text and values
   * @return how many rows it changed
   * @throws SQLException from the driver; the ORM's own exception may come as well, with that in
   *   its chain
   */
  protected abstract int execute(Connection connection, SqlCall call) throws SQLException;

  /**
   * Runs a statement that returns rows; it may write as well.
   *
   * @param connection for this call; neither closed nor committed here
   * @param call text and values; {@link SqlStatement#results} says what to read
   * @return the rows, each with its values of the stated types in the stated order
   * @throws SQLException from the driver; the ORM's own exception may come as well, with that in
   *   its chain
   */
  protected abstract List<@Nullable Object[]> query(Connection connection, SqlCall call) throws SQLException;

  /**
   * Looks one row up; overridden where the ORM's own look-up by key is quicker than a statement's
   * text.
   *
   * @param connection for this call; neither closed nor committed here
   * @param key the key
   * @return the row, without declared columns, or null
   * @throws SQLException as {@link #query}
   */
  protected @Nullable SessionRow find(Connection connection, String key) throws SQLException {
    List<@Nullable Object[]> found = query(connection, sql.find(key));
    return found.isEmpty() ? null : row(found.get(0));
  }

  private int change(SqlCall call) {
    return connections.write(connection -> execute(connection, call));
  }

  /** COL-4, LIST-4: a session that is being rotated goes too. */
  private int changeMany(SqlCall call) {
    int needed = connections.dialect().isolationToDeleteMany();
    return connections.write(connection -> {
      int given = needed == Connection.TRANSACTION_NONE ? needed : connection.getTransactionIsolation();
      if (given >= needed) {
        return execute(connection, call);
      }
      connection.setTransactionIsolation(needed);
      int changed;
      try {
        changed = execute(connection, call);
      } catch (Throwable failure) {
        try {
          connection.setTransactionIsolation(given);
        } catch (SQLException e) {
          failure.addSuppressed(e);
        }
        throw failure;
      }
      try {
        connection.setTransactionIsolation(given);
      } catch (SQLException e) {
        throw doneAlready("The statement was done, but its connection did not go back to its isolation.", e);
      }
      return changed;
    });
  }

  /** ERR-2: a caller must not hear that nothing was changed. */
  private static SessionTableException doneAlready(String message, Exception cause) {
    return new SessionTableException(Kind.UNAVAILABLE, Effect.UNKNOWN, message, cause);
  }

  private List<@Nullable Object[]> read(SqlCall call) {
    return connections.read(connection -> query(connection, call));
  }

  private List<@Nullable Object[]> write(SqlCall call) {
    return connections.write(connection -> query(connection, call));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable SessionRow find(String key) {
    return connections.<@Nullable SessionRow>read(connection -> find(connection, key));
  }

  @Override
  public List<SessionRow> findAll(Collection<String> keys) {
    List<String> each = keys.stream().distinct().toList();
    if (each.size() == 1) { // the ORM's own way may be quicker
      SessionRow row = find(each.get(0));
      return row == null ? List.of() : List.of(row);
    }
    List<SessionRow> found = new ArrayList<>();
    for (int i = 0; i < each.size(); i += SqlFindAll.MAX_KEYS) {
      found.addAll(rows(sql.findAll(each.subList(i, Math.min(i + SqlFindAll.MAX_KEYS, each.size())))));
    }
    return found;
  }

  private List<SessionRow> rows(SqlCall call) {
    return read(call).stream().map(SqlSessionTable::row).toList();
  }

  private static SessionRow row(@Nullable Object[] v) {
    return new SessionRow(text(v[0]), text(v[1]), number(v[2]), (Long) v[3], number(v[4]), number(v[5]), number(v[6]),
        Map.of());
  }

  private static String text(@Nullable Object value) {
    return (String) Objects.requireNonNull(value, "a column declared not null");
  }

  private static long number(@Nullable Object value) {
    return (Long) Objects.requireNonNull(value, "a column declared not null");
  }

  /** Code of the user's: not to be taken for the database. */
  private Map<String, @Nullable Object> usersColumns() {
    try {
      return creation.values();
    } catch (RuntimeException e) {
      throw new SessionStoreException("What fills a new row's own columns failed; nothing was changed.", e);
    }
  }

  @Override
  public void insert(SessionRow row) {
    change(sql.insert(row, usersColumns()));
  }

  @Override
  public Times upsert(SessionRow row, ExpiryTerms terms) {
    Map<String, @Nullable Object> atCreation = usersColumns();
    SqlCall upsert = sql.upsert(row, atCreation, terms);
    if (upsert == null) { // SET-1, SET-2: an insert that meets another's is repeated by the engine, as an update then
      if (change(sql.overwrite(row, terms)) == 0) {
        change(sql.insert(row, atCreation));
        return new Times(row.createdAt(), row.expires());
      }
    } else if (upsert.statement().results().isEmpty()) {
      change(upsert);
    } else {
      return times(write(upsert), row);
    }
    try {
      return times(read(sql.times(row.key())), row);
    } catch (SessionTableException e) {
      throw e.kind() == Kind.REPEATABLE ? e : doneAlready("The row was written, but could not be looked at.", e);
    }
  }

  /** Destroyed again before it could be looked up: what was written. */
  private static Times times(List<@Nullable Object[]> found, SessionRow row) {
    return found.isEmpty()
        ? new Times(row.createdAt(), row.expires())
        : new Times(number(found.get(0)[0]), number(found.get(0)[1]));
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
    return change(sql.update(key, version, now, row, slide)) > 0;
  }

  @Override
  public boolean touch(String key, ExpiryTerms terms) {
    return change(sql.touch(key, terms)) > 0;
  }

  @Override
  public boolean delete(String key) {
    return change(sql.delete(key)) > 0;
  }

  @Override
  public boolean delete(String key, long version, long now) {
    return change(sql.delete(key, version, now)) > 0;
  }

  @Override
  public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after, long now,
      int limit) {
    return rows(sql.page(column, value, after, now, limit));
  }

  @Override
  public long count(long now) {
    return number(read(sql.count(now)).get(0)[0]);
  }

  @Override
  public void clear() {
    changeMany(sql.clear());
  }

  @Override
  public int deleteBy(String column, Object value, @Nullable String except) {
    return changeMany(sql.deleteBy(column, value, except));
  }

  @Override
  public Swept sweep(long deadline, int limit, long from) {
    SqlCall sweep = sql.sweep(deadline, limit, from);
    if (sweep.statement().results().isEmpty()) {
      return new Swept(change(sweep), Long.MIN_VALUE);
    }
    @Nullable Object[] swept = write(sweep).get(0);
    return new Swept(Math.toIntExact(number(swept[0])), number(swept[1]));
  }

  @Override
  public List<String> sweepReturning(long deadline, int limit) {
    SqlCall sweep = sql.sweepReturning(deadline, limit);
    return sweep == null
        ? sweepOneByOne(deadline, limit)
        : write(sweep).stream().map(values -> text(values[0])).toList();
  }

  private List<String> sweepOneByOne(long deadline, int limit) { // SWEEP-3: re-checked as each is deleted
    List<String> removed = new ArrayList<>();
    try {
      for (@Nullable Object[] dead : read(sql.dead(deadline, limit))) {
        String key = text(dead[0]);
        if (change(sql.deleteDead(key, deadline)) > 0) {
          removed.add(key);
        }
      }
    } catch (RuntimeException e) {
      throw removed.isEmpty() ? e : new PartlySweptException(removed, e);
    }
    return removed;
  }

  /**
   * TABLE-2: another node may make the same at once, and "if not exists" fails then (measured on
   * PostgreSQL); the next attempt finds it made.
   */
  @Override
  public void createTable() {
    for (int attempt = 1;; attempt++) {
      try {
        connections.write(connection -> {
          schema.create(connection);
          return true;
        });
        return;
      } catch (SessionTableException e) {
        SqlError error = connections.dialect().error(e);
        if (attempt == MAX_CREATIONS || error != SqlError.DUPLICATE_KEY && error != SqlError.ALREADY_EXISTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public List<String> differences() {
    return connections.read(schema::differences);
  }
}
