package dev.sessionstore.sql;

import dev.sessionstore.Column;
import dev.sessionstore.internal.Names;
import dev.sessionstore.spi.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The validated names that statements are built of. Immutable. */
final class SqlNames {

  /** The store's own columns, in the order of {@link dev.sessionstore.spi.SessionRow}. */
  static final List<SqlField> OWN =
      List.of(SqlField.text("sid"), SqlField.text("data"), SqlField.number("expires"), SqlField.number("max_age"),
          SqlField.number("version"), SqlField.number("created_at"), SqlField.number("updated_at"));

  private final String table;
  /** What every data write writes, beside key and creation. */
  private final List<String> written = new ArrayList<>(List.of("data", "max_age", "version", "updated_at"));
  private final List<String> all = new ArrayList<>(OWN.stream().map(SqlField::name).toList());

  /**
   * Checks the names: those from a mapping have passed no option.
   *
   * @throws IllegalArgumentException when one may not stand in a statement, or two columns share
   *   one
   */
  SqlNames(TableDefinition definition, List<SqlField> atCreation) {
    this.table = Names.requireSafeTable(definition.tableName());
    Set<String> taken = new HashSet<>();
    for (Column<?> column : definition.columns()) {
      taken.add(column.name().toLowerCase(Locale.ROOT));
      written.add(column.name());
      all.add(column.name());
    }
    for (SqlField field : atCreation) {
      if (!taken.add(Names.requireSafeColumn(field.name()).toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Two columns are called " + field.name() + "; rename the mapping's own or the one in the option columns.");
      }
      all.add(field.name());
    }
  }

  String table() {
    return table;
  }

  /**
   * {@return the columns that are set from their parameter at every data write, each as
   * {@code template} with %1$s for the name}
   */
  String written(String template) {
    return joined(written.stream(), template);
  }

  /** {@return every column an insert fills} */
  String all() {
    return joined(all.stream(), "%1$s");
  }

  /**
   * {@return their parameters, marked off from all others by a prefix: a declared column may be
   * called now}
   */
  String values() {
    return joined(all.stream(), ":c_%1$s");
  }

  /** {@return the store's own columns: what is read} */
  static String own() {
    return joined(OWN.stream().map(SqlField::name), "%1$s");
  }

  private static String joined(Stream<String> names, String template) {
    return names.map(name -> String.format(template, name)).collect(Collectors.joining(", "));
  }
}
