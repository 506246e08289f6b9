package dev.sessionstore.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement and the values of its parameters, for one execution. Used by one thread. */
public final class SqlCall {

  private final SqlStatement statement;
  private final @Nullable Object[] values;

  /**
   * Takes the statement's parameters out of the values of all that it knew; others are left aside.
   */
  SqlCall(SqlStatement statement, @Nullable Object[] known) {
    this.statement = statement;
    this.values = statement.pick(known);
  }

  /** {@return the statement} */
  public SqlStatement statement() {
    return statement;
  }

  /**
   * A parameter's value.
   *
   * @param index into {@link SqlStatement#parameters}
   * @return of that parameter's type, or null
   */
  public @Nullable Object value(int index) {
    return values[index];
  }

  /**
   * Binds the values by JDBC, for a backend whose ORM has no better way.
   *
   * @param prepared from {@link SqlStatement#jdbcText()}
   * @throws SQLException from the driver
   */
  public void bind(PreparedStatement prepared) throws SQLException {
    List<Integer> marks = statement.marks();
    for (int i = 0; i < marks.size(); i++) {
      int parameter = marks.get(i);
      Object value = values[parameter];
      if (value instanceof String text) {
        prepared.setString(i + 1, text);
      } else if (value instanceof Long number) {
        prepared.setLong(i + 1, number);
      } else if (value != null) {
        prepared.setObject(i + 1, value);
      } else {
        prepared.setNull(i + 1, statement.parameters().get(parameter).jdbcType());
      }
    }
  }

  /** {@return the text alone: values hold keys and data} */
  @Override
  public String toString() {
    return statement.text();
  }
}
