package dev.sessionstore.jdbc;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.CreationColumns;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlSessionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows through plain JDBC, and the reference for a backend of one's own. A backend runs a statement
 * on a connection: which statement, when its transaction ends and what its outcome means is decided
 * above, in {@link SqlSessionTable} and the engine. So there is no expiry here, no clock, no codec
 * and no session id: only rows. Thread-safe, for it keeps nothing.
 */
public final class JdbcSessionTable extends SqlSessionTable {

  private JdbcSessionTable(DataSource dataSource, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), definition, CreationColumns.none()); // asks the database what it is, and builds all texts
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
   * Runs a statement that returns a count. The connection is for this call alone and is neither
   * closed nor committed here.
   */
  @Override
  protected int execute(Connection connection, SqlCall call) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(call.statement().jdbcText())) {
      call.bind(statement);
      return statement.executeUpdate();
    }
  }

  /** Runs a statement that returns rows, and reads what it says that they hold. */
  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(call.statement().jdbcText())) {
      call.bind(statement);
      try (ResultSet found = statement.executeQuery()) {
        return call.statement().rows(found);
      }
    }
  }

  /** Nothing of its own is open. */
  @Override
  public void close() {}
}
