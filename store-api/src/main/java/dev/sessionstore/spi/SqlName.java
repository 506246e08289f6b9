package dev.sessionstore.spi;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Validates names that need no quotes in a statement. */
final class SqlName {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
  private static final Set<String> OWN =
      Set.of("sid", "data", "expires", "max_age", "version", "created_at", "updated_at");

  private SqlName() {}

  static String requireColumn(String name) {
    require("A column's name", name);
    if (OWN.contains(name.toLowerCase(Locale.ROOT))) { // COL-2
      throw new IllegalArgumentException("The column name " + name + " belongs to the store; choose another.");
    }
    return name;
  }

  static String requireTable(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length > 2) {
      throw new IllegalArgumentException("The option tableName (or the mapping's table name) has more than one dot; "
          + "write table or schema.table.");
    }
    for (String part : parts) {
      require("The option tableName (or the mapping's table name)", part);
    }
    return name;
  }

  private static void require(String what, String name) {
    if (!SAFE.matcher(name).matches()) {
      throw new IllegalArgumentException(what + shown(name) + " is not a plain SQL name; use a letter or underscore, "
          + "then up to 39 letters, digits or underscores, all of them ASCII.");
    }
  }

  /** Quotes a name only if it is harmless in a log. */
  private static String shown(String name) {
    return name.length() <= 60 && name.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? " (" + name + ")" : "";
  }
}
