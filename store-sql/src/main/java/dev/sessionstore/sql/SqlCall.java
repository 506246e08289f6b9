package dev.sessionstore.sql;

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

  /** {@return the text alone: values hold keys and data} */
  @Override
  public String toString() {
    return statement.text();
  }
}
