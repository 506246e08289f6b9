package dev.sessionstore;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand unquoted in a statement. */
final class Names {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
  private static final Set<String> OWN = Set.of("sid", "data", "expires", "max_age", "version", "created_at", "updated_at");

  private Names() {}

  static void requireSafe(String what, String name) {
    if (!SAFE.matcher(name).matches()) {
      throw new IllegalArgumentException("The " + what + " is not a plain SQL name; use a letter or underscore, then up to 39 letters, digits or underscores.");
    }
    if (what.equals("column name") && OWN.contains(name.toLowerCase(Locale.ROOT))) { // COL-2
      throw new IllegalArgumentException("The column name " + name + " belongs to the store; choose another.");
    }
  }

  static void requireSafeTable(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length > 2) {
      throw new IllegalArgumentException("The table name has more than one dot; write table or schema.table.");
    }
    for (String part : parts) {
      requireSafe("table name", part);
    }
  }
}
