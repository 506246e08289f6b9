package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.resultset.ResultSetHandler;

/**
 * Reads the rows of a call as its statement says.
 *
 * @param call what ran
 */
record CallRows(SqlCall call) implements ResultSetHandler {

  @Override
  @SuppressWarnings("unchecked") // the mapper's method says the same type
  public <E> List<E> handleResultSets(Statement statement) throws SQLException {
    try (ResultSet found = statement.getResultSet()) {
      return (List<E>) call.statement().rows(found);
    }
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
