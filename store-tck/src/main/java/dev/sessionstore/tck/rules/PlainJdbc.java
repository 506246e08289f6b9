package dev.sessionstore.tck.rules;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The kit's own statements, on connections the probe does not see. */
final class PlainJdbc {

  private final DataSource unwatched;

  PlainJdbc(DataSource unwatched) {
    this.unwatched = unwatched;
  }

  /** Runs one statement, committed; {@return how many rows it changed} */
  int run(String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = unwatched.getConnection();
        PreparedStatement statement = bound(connection, sql, parameters)) {
      int changed = statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return changed;
    }
  }

  /** {@return the rows of a query; column names in lower case, every value as text} */
  List<Map<String, @Nullable String>> rows(String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = unwatched.getConnection();
        PreparedStatement statement = bound(connection, sql, parameters);
        ResultSet found = statement.executeQuery()) {
      List<Map<String, @Nullable String>> rows = new ArrayList<>();
      ResultSetMetaData columns = found.getMetaData();
      while (found.next()) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), found.getString(i));
        }
        rows.add(row);
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return rows;
    }
  }

  /** {@return the names of a table's columns, in lower case} */
  Set<String> columns(String table) throws SQLException {
    try (Connection connection = unwatched.getConnection();
        PreparedStatement statement = bound(connection, "select * from " + table + " where 1 = 0");
        ResultSet none = statement.executeQuery()) {
      Set<String> names = new LinkedHashSet<>();
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        names.add(none.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return names;
    }
  }

  private static PreparedStatement bound(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
