package dev.sessionstore.sql.dialect;

import dev.sessionstore.spi.ColumnDefinition;
import dev.sessionstore.spi.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The validated names for statements. Immutable. */
public final class SqlNames {

  private final String table;

  /** The columns that every data write sets, besides key, created_at and expires. */
  private final List<String> written = new ArrayList<>();
  private final List<String> all = new ArrayList<>();

  /**
   * Constructs the names of one table.
   *
   * @param definition its name and declared columns
   * @param atCreation the user's own columns, which only an insert sets
   * @throws IllegalArgumentException when the name of one of the latter is not safe in a statement,
   *   or two columns share a name
   */
  public SqlNames(TableDefinition definition, List<String> atCreation) {
    this.table = definition.tableName();
    Stream.of(RowColumn.DATA, RowColumn.MAX_AGE, RowColumn.VERSION, RowColumn.UPDATED_AT).map(RowColumn::column)
        .forEach(written::add);
    Arrays.stream(RowColumn.values()).map(RowColumn::column).forEach(all::add);
    Set<String> taken = new HashSet<>();
    for (ColumnDefinition column : definition.columns()) {
      taken.add(column.name().toLowerCase(Locale.ROOT));
      written.add(column.name());
      all.add(column.name());
    }
    for (String name : atCreation) {
      if (!taken.add(ColumnDefinition.requireSafeName(name).toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Two columns are called " + name + "; rename the mapping's own or the one in the option columns.");
      }
      all.add(name);
    }
  }

  /** {@return {@code table} or {@code schema.table}} */
  public String table() {
    return table;
  }

  /**
   * Returns the columns that every data write sets from their parameters.
   *
   * @param template the text for each column, with {@code %1$s} for the name
   * @return the texts, joined by commas
   */
  public String written(String template) {
    return joined(written.stream(), template);
  }

  /** {@return every column that an insert sets} */
  public String all() {
    return joined(all.stream(), "%1$s");
  }

  /**
   * {@return the parameters of these columns, with a prefix, since a declared column may be called
   * now}
   */
  public String values() {
    return joined(all.stream(), ":c_%1$s");
  }

  /** {@return the store's own columns, which queries read} */
  public static String own() {
    return joined(Arrays.stream(RowColumn.values()).map(RowColumn::column), "%1$s");
  }

  private static String joined(Stream<String> names, String template) {
    return names.map(name -> String.format(template, name)).collect(Collectors.joining(", "));
  }
}
