package dev.sessionstore.jdbc;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlField;
import dev.sessionstore.sql.SqlSessionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows through plain JDBC, and the reference for a backend of one's own. All that a backend says is
 * how values are bound and read: which statement to run, when its transaction ends and what its
 * outcome means is decided above, in {@link SqlSessionTable} and the engine. So there is no expiry
 * here, no clock, no codec and no session id: only rows. Thread-safe, for it keeps nothing.
 */
public final class JdbcSessionTable extends SqlSessionTable {

  private JdbcSessionTable(DataSource dataSource, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), definition, List.of()); // asks the database what it is, and builds all texts
  }

  /**
   * What {@code SessionStore.builder().table(…)} takes. A factory, since the store tells the
   * table's name and columns when it opens.
   *
   * @param dataSource where the table is; stays the caller's
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource) {
    return definition -> new JdbcSessionTable(dataSource, definition);
  }

  /**
   * A statement that answers a count. The connection is for this call alone and is neither closed
   * nor committed here.
   */
  @Override
  protected int execute(Connection connection, SqlCall call) throws SQLException {
    try (PreparedStatement statement = prepared(connection, call)) {
      return statement.executeUpdate();
    }
  }

  /** A statement that answers rows: its results say which columns, of which types. */
  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) throws SQLException {
    List<SqlField> results = call.statement().results();
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, call); ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        @Nullable Object[] row = new Object[results.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = value(found, i + 1, results.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /**
   * Statements name their parameters; JDBC counts them. {@code marks} says which parameter stands
   * at which question mark.
   */
  private static PreparedStatement prepared(Connection connection, SqlCall call) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(call.statement().jdbcText());
    try {
      List<Integer> marks = call.statement().marks();
      for (int i = 0; i < marks.size(); i++) {
        SqlField parameter = call.statement().parameters().get(marks.get(i));
        statement.setObject(i + 1, call.value(marks.get(i)), type(parameter)); // typed, so that null is too
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static int type(SqlField field) {
    if (field.type() == String.class) {
      return Types.VARCHAR;
    }
    if (field.type() == Long.class) {
      return Types.BIGINT;
    }
    return field.type() == Integer.class ? Types.INTEGER : Types.BOOLEAN;
  }

  private static @Nullable Object value(ResultSet row, int column, SqlField field) throws SQLException {
    if (field.type() == String.class) {
      return row.getString(column);
    }
    long number = row.getLong(column); // the results of the store's statements are texts and numbers
    return row.wasNull() ? null : number;
  }

  /** Nothing of its own is open. */
  @Override
  public void close() {}
}
