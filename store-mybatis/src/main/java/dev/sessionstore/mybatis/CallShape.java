package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlField;
import dev.sessionstore.sql.SqlStatement;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a statement have in common, made once per statement.
 *
 * @param text with {@code ?} marks
 * @param marks the parameter's index at each mark
 * @param parameters how each parameter is bound
 * @param results how each result column is read
 */
record CallShape(String text, List<Integer> marks, List<SqlType> parameters, List<SqlType> results)
    implements ResultSetHandler {

  static CallShape of(SqlStatement statement, TypeHandlerRegistry handlers) {
    return new CallShape(statement.jdbcText(), statement.marks(), types(statement.parameters(), handlers),
        types(statement.results(), handlers));
  }

  private static List<SqlType> types(List<SqlField> fields, TypeHandlerRegistry handlers) {
    return fields.stream().map(field -> SqlType.of(field, handlers)).toList();
  }

  ParameterHandler binding(SqlCall call) {
    return new ParameterHandler() {
      @Override
      public Object getParameterObject() {
        return call;
      }

      @Override
      public void setParameters(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < marks.size(); i++) {
          int parameter = marks.get(i);
          parameters.get(parameter).bind(statement, i + 1, call.value(parameter));
        }
      }
    };
  }

  @Override
  @SuppressWarnings("unchecked") // the mapper's method says the same type
  public <E> List<E> handleResultSets(Statement statement) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (ResultSet found = statement.getResultSet()) {
      while (found.next()) {
        @Nullable Object[] row = new Object[results.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = results.get(i).read(found, i + 1);
        }
        rows.add(row);
      }
    }
    return (List<E>) rows;
  }

  @Override
  public <E> Cursor<E> handleCursorResultSets(Statement statement) {
    throw new UnsupportedOperationException("The store reads lists, which are short; no cursor.");
  }

  @Override
  public void handleOutputParameters(CallableStatement statement) {
    throw new UnsupportedOperationException("The store calls no procedures.");
  }
}
