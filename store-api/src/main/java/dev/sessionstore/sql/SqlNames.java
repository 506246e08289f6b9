package dev.sessionstore.sql;

import dev.sessionstore.Column;
import dev.sessionstore.spi.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The validated names that statements are built of. Immutable. */
final class SqlNames {

  /** The store's own columns, in the order of {@link dev.sessionstore.spi.SessionRow}. */
  static final List<SqlField> OWN = List.of(SqlField.text("sid"), SqlField.text("data"), SqlField.number("expires"), SqlField.number("max_age"),
      SqlField.number("version"), SqlField.number("created_at"), SqlField.number("updated_at"));

  private static final Pattern TABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,39}\\.)?[A-Za-z_][A-Za-z0-9_]{0,39}");
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

  private final String table;
  /** What every data write writes, beside key and creation. */
  private final List<String> written = new ArrayList<>(List.of("data", "max_age", "version", "updated_at"));
  private final List<String> all = new ArrayList<>(OWN.stream().map(SqlField::name).toList());

  /** Checks the names: those from a mapping have passed no option. */
  SqlNames(TableDefinition definition, List<SqlField> atCreation) {
    this.table = plain("table", TABLE, definition.tableName());
    definition.columns().stream().map(Column::name).forEach(name -> {
      written.add(name);
      all.add(name);
    });
    atCreation.forEach(field -> all.add(plain("column", COLUMN, field.name())));
  }

  private static String plain(String what, Pattern pattern, String name) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException("The mapping names the " + what + " " + name + ", which is not a plain SQL name; map an unquoted one"
          + " of a letter or underscore and up to 39 letters, digits or underscores, a table with at most one schema before it.");
    }
    return name;
  }

  String table() {
    return table;
  }

  /** {@return the columns that are set from their parameter at every data write, each as {@code template} with %1$s for the name} */
  String written(String template) {
    return joined(written.stream(), template);
  }

  /** {@return every column an insert fills} */
  String all() {
    return joined(all.stream(), "%1$s");
  }

  /** {@return their parameters, marked off from all others by a prefix: a declared column may be called now} */
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
