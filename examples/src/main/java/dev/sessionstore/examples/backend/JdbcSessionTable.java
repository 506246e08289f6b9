package dev.sessionstore.examples.backend;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlField;
import dev.sessionstore.sql.SqlSessionTable;
import dev.sessionstore.sql.SqlStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A whole backend, over plain JDBC: read it before you write your own. It says three things: how it is opened, how a statement that changes
 * rows is run, how one that answers rows is run. All else has been decided above: the engine knows what an operation means and when a session
 * is dead, {@link SqlSessionTable} knows the SQL of each database, takes one connection per statement and ends its transaction.
 *
 * <pre>{@code
 * SessionStore store = SessionStore.builder().table(JdbcSessionTable.on(dataSource)).open();
 * }</pre>
 *
 * <p>To be found without that line, as our backends are, it would implement {@code SessionBackend} and be named in {@code META-INF/services}.
 */
public final class JdbcSessionTable extends SqlSessionTable {

  /** The types of everything a statement binds. A null is bound with its parameter's type too: some databases refuse an untyped one. */
  private static final Map<Class<?>, JDBCType> TYPES = Map.of(
      String.class, JDBCType.VARCHAR, Long.class, JDBCType.BIGINT, Integer.class, JDBCType.INTEGER, Boolean.class, JDBCType.BOOLEAN);

  /** No columns but the store's and the declared ones, so the last argument is empty; a backend for users' own models fills it. */
  private JdbcSessionTable(DataSource dataSource, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), definition, List.of());
  }

  /**
   * How it is opened: a factory, called once, when the store opens and its options have been checked.
   *
   * @param dataSource where the table is; stays open when the store closes
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource) {
    return definition -> new JdbcSessionTable(dataSource, definition);
  }

  /**
   * A statement that changes rows. The count decides between SAVED and GONE, so it is the database's, unaltered. The connection is borrowed:
   * not closed, committed, rolled back or reconfigured here; a failure goes up as it came, since its SQLState says whether to try again.
   */
  @Override
  protected int execute(Connection connection, SqlCall call) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text(call))) {
      bind(statement, call);
      return statement.executeUpdate();
    }
  }

  /** A statement that answers rows; it may write as well ({@code … returning}). */
  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text(call))) {
      bind(statement, call);
      List<@Nullable Object[]> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(row(found, call.statement().results()));
        }
      }
      return rows;
    }
  }

  /** The text never depends on a value (SQL-3), so the driver's cache of prepared statements hits. An ORM may want another mark than "?". */
  private static String text(SqlCall call) {
    return call.statement().text(field -> "?");
  }

  /** A parameter may be marked several times; with "?" each mark is bound, from left to right. */
  private static void bind(PreparedStatement statement, SqlCall call) throws SQLException {
    SqlStatement shape = call.statement();
    int position = 1;
    for (int parameter : shape.marks()) {
      statement.setObject(position++, call.value(parameter), TYPES.get(shape.parameters().get(parameter).type()));
    }
  }

  /** Values come back in the types the statement asks for; null stays null: a session without its own idle time is not one with 0. */
  private static @Nullable Object[] row(ResultSet found, List<SqlField> results) throws SQLException {
    @Nullable Object[] values = new Object[results.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = found.getObject(i + 1, results.get(i).type());
    }
    return values;
  }

  /** Nothing to close: the DataSource is the caller's (LIFE-1), and connections are given back after each statement (LIFE-2). */
  @Override
  public void close() {}
}
