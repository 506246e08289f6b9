package dev.sessionstore.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose text is fixed when the store opens (SQL-3): one instance per statement and
 * table, so that a backend may prepare something per instance. Immutable, thread-safe.
 */
public final class SqlStatement {

  private static final Pattern MARK = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)");

  private final String text;
  private final List<SqlField> parameters;
  private final List<SqlField> results;
  private final String jdbcText;
  private final List<Integer> marks;
  /** Each parameter's index among the known fields. */
  private final int[] known;

  /**
   * The parameters named in the text are picked out of those known, each once, in the order of
   * their first mark.
   *
   * @param text with {@code :name} marks, each maybe several times; no other colons
   * @param known fields that marks may name
   * @param results the columns it returns, in order; empty: it returns a count
   * @throws IllegalArgumentException when a mark names none of those known
   */
  SqlStatement(String text, List<SqlField> known, List<SqlField> results) {
    this.text = text;
    this.results = List.copyOf(results);
    Map<String, SqlField> byName = new LinkedHashMap<>();
    known.forEach(field -> byName.put(field.name(), field));
    Map<String, SqlField> used = new LinkedHashMap<>();
    for (Matcher mark = MARK.matcher(text); mark.find();) {
      SqlField field = byName.get(mark.group(1));
      if (field == null) {
        throw new IllegalArgumentException(
            "The statement marks the parameter " + mark.group(1) + ", which has no value; name a known one.");
      }
      used.put(field.name(), field);
    }
    this.parameters = List.copyOf(used.values());
    this.known = parameters.stream().mapToInt(known::indexOf).toArray();
    this.jdbcText = text(field -> "?");
    this.marks = MARK.matcher(text).results().map(mark -> parameters.indexOf(parameter(mark.group(1)))).toList();
  }

  /** {@return the text with {@code :name} marks} */
  public String text() {
    return text;
  }

  /**
   * The text in another notation.
   *
   * @param mark what to write for a parameter, {@code field -> "?"} for one
   * @return the text
   */
  public String text(Function<SqlField, String> mark) {
    return MARK.matcher(text).replaceAll(found -> Matcher.quoteReplacement(mark.apply(parameter(found.group(1)))));
  }

  /** {@return each parameter once; {@link SqlCall#value} counts in this order} */
  public List<SqlField> parameters() {
    return parameters;
  }

  /** {@return the text as JDBC takes it, with a question mark for each mark} */
  public String jdbcText() {
    return jdbcText;
  }

  /**
   * {@return index into {@link #parameters} of each mark, from left to right: what the question
   * marks of {@link #jdbcText} are bound to}
   */
  public List<Integer> marks() {
    return marks;
  }

  private SqlField parameter(String name) {
    return parameters.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }

  /** {@return the parameters' values out of those of all known fields} */
  @Nullable Object[] pick(@Nullable Object[] ofKnown) {
    @Nullable Object[] values = new @Nullable Object[known.length];
    for (int i = 0; i < known.length; i++) {
      values[i] = ofKnown[known[i]];
    }
    return values;
  }

  /** {@return the columns it returns, in order; empty: it returns a count} */
  public List<SqlField> results() {
    return results;
  }

  /**
   * Reads what the statement returned, by JDBC.
   *
   * @param found before its first row; not closed here
   * @return the rows, each with its values of the {@linkplain #results stated} types and order
   * @throws SQLException from the driver
   */
  public List<@Nullable Object[]> rows(ResultSet found) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    while (found.next()) {
      rows.add(row(found));
    }
    return rows;
  }

  /**
   * Reads the row that a result is at, by JDBC.
   *
   * @param found at a row
   * @return its values of the {@linkplain #results stated} types and order
   * @throws SQLException from the driver
   */
  public @Nullable Object[] row(ResultSet found) throws SQLException {
    @Nullable Object[] row = new @Nullable Object[results.size()];
    for (int i = 0; i < row.length; i++) {
      if (results.get(i).type() == String.class) {
        row[i] = found.getString(i + 1);
      } else { // the store reads texts and numbers only
        long number = found.getLong(i + 1);
        row[i] = found.wasNull() ? null : number;
      }
    }
    return row;
  }

  @Override
  public String toString() {
    return text;
  }
}
