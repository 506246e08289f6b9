package dev.sessionstore.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Fills a table with copies of its only session, by plain SQL: creating a million sessions through
 * a store would take too long.
 */
final class TableFill {

  private static final int ROWS_A_STATEMENT = 100;

  private final DataSource dataSource;
  private final List<CopiedTable> tables;
  /** The rows of each table, as values by column. */
  private final Map<String, List<Map<String, @Nullable Object>>> templates = new LinkedHashMap<>();

  /** Reads the rows of the only session. */
  TableFill(DataSource dataSource, List<CopiedTable> tables) throws SQLException {
    this.dataSource = dataSource;
    this.tables = tables;
    for (CopiedTable table : tables) {
      templates.put(table.name(), read(table.name()));
    }
  }

  private List<Map<String, @Nullable Object>> read(String table) throws SQLException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select * from " + table)) {
      ResultSetMetaData columns = found.getMetaData();
      while (found.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), switch (columns.getColumnType(i)) {
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> found.getBytes(i);
            case Types.CLOB -> found.getString(i);
            default -> found.getObject(i);
          });
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Adds sessions {@code from} until {@code from + count}. */
  void add(int from, int count, boolean dead) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      for (CopiedTable table : tables) {
        add(connection, table, from, count, dead);
      }
      connection.commit();
      connection.setAutoCommit(true);
      refreshStatistics(connection);
    }
  }

  private void add(Connection connection, CopiedTable table, int from, int count, boolean dead) throws SQLException {
    List<Map<String, @Nullable Object>> template = templates.getOrDefault(table.name(), List.of());
    List<String> columns = List.copyOf(template.get(0).keySet());
    int sessions = Math.max(1, ROWS_A_STATEMENT / template.size());
    for (int done = 0; done < count; done += sessions) {
      int now = Math.min(sessions, count - done);
      try (PreparedStatement insert =
          connection.prepareStatement(insert(table.name(), columns, now * template.size()))) {
        int position = 0;
        for (int n = from + done; n < from + done + now; n++) {
          for (Map<String, @Nullable Object> row : template) {
            for (String column : columns) {
              insert.setObject(++position, value(table, row, column, n, dead));
            }
          }
        }
        insert.executeUpdate();
      }
    }
  }

  private static @Nullable Object value(CopiedTable table, Map<String, @Nullable Object> row, String column, int number,
      boolean dead) {
    CopiedTable.Difference ofDead = dead ? table.dead().get(column) : null;
    CopiedTable.Difference own = ofDead == null ? table.live().get(column) : ofDead;
    return own == null ? row.get(column) : own.in(number, row);
  }

  private static String insert(String table, List<String> columns, int rows) {
    String row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
    StringJoiner values = new StringJoiner(", ");
    for (int i = 0; i < rows; i++) {
      values.add(row);
    }
    return "insert into " + table + " (" + String.join(", ", columns) + ") values " + values;
  }

  private void refreshStatistics(Connection connection) throws SQLException {
    String command =
        connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? "vacuum analyze " : "analyze table ";
    try (Statement statement = connection.createStatement()) {
      for (CopiedTable table : tables) {
        statement.execute(command + table.name());
      }
    }
  }
}
