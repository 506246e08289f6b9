package dev.sessionstore.spi;

import dev.sessionstore.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table as H2 knows it: makes it, compares it. Connections are auto-committing and stay the caller's. */
public final class SqlSchema {

  private static final Map<String, String> OWN = Map.of("sid", "varchar(128)", "data", "clob", "expires", "bigint", "max_age", "bigint", "version", "bigint", "created_at", "bigint", "updated_at", "bigint");

  private SqlSchema() {}

  /**
   * Refuses a database whose statements the store does not know.
   *
   * @param connection to the database
   * @throws SQLException when it cannot be asked
   * @throws IllegalArgumentException for any but H2
   */
  public static void requireKnown(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    if (!product.equals("H2")) {
      throw new IllegalArgumentException("The store does not know the database " + product + " yet; use H2.");
    }
  }

  /**
   * Runs the DDL file and adds the declared columns' part; never alters.
   *
   * @param connection auto-committing
   * @param definition validated names
   * @throws SQLException when the database refuses
   */
  public static void create(Connection connection, TableDefinition definition) throws SQLException {
    StringBuilder more = new StringBuilder();
    definition.columns().forEach(c -> more.append(",\n  ").append(c.name()).append(' ').append(type(c)));
    String ddl = file().replace("sessions", "\u0000").replace("updated_at bigint not null", "updated_at bigint not null" + more)
        .replace("\u0000_expires", index(definition, "expires")).replace("\u0000", definition.tableName());
    try (Statement statement = connection.createStatement()) {
      for (String one : ddl.split(";")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
      for (Column<?> column : definition.columns()) {
        if (column.indexed()) {
          statement.execute(createIndex(definition, column.name()));
        }
      }
    }
  }

  private static String createIndex(TableDefinition definition, String column) {
    return "create index if not exists " + index(definition, column) + " on " + definition.tableName() + " (" + column + ")";
  }

  private static String index(TableDefinition definition, String column) {
    String name = definition.tableName();
    return name.substring(name.indexOf('.') + 1) + "_" + column;
  }

  private static String type(Column<?> column) {
    if (column.type() == String.class) {
      return "varchar(" + column.length() + ")";
    }
    return column.type() == Boolean.class ? "boolean" : column.type() == java.util.UUID.class ? "varchar(36)" : "bigint";
  }

  private static String file() {
    try (InputStream in = SqlSchema.class.getResourceAsStream("/dev/sessionstore/schema/h2.sql")) {
      if (in == null) {
        throw new IllegalStateException("The DDL file h2.sql is missing from store-api's jar; rebuild it.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compares.
   *
   * @param connection to the database
   * @param definition validated names
   * @return one sentence per difference, with the statement that mends it
   * @throws SQLException when it cannot be asked
   */
  public static List<String> differences(Connection connection, TableDefinition definition) throws SQLException {
    String full = definition.tableName().toUpperCase(Locale.ROOT);
    String schema = full.contains(".") ? full.substring(0, full.indexOf('.')) : connection.getSchema();
    String table = full.substring(full.indexOf('.') + 1);
    Map<String, String> wanted = new LinkedHashMap<>(OWN);
    definition.columns().forEach(c -> wanted.put(c.name(), type(c)));
    Map<String, String> there = new LinkedHashMap<>();
    try (ResultSet found = connection.getMetaData().getColumns(null, schema, table.replace("_", "\\_"), null)) {
      while (found.next()) {
        String kind = found.getString("TYPE_NAME").toLowerCase(Locale.ROOT).replace("character varying", "varchar").replace("character large object", "clob");
        there.put(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), kind + "(" + found.getLong("COLUMN_SIZE") + ")");
      }
    }
    List<String> differences = new ArrayList<>();
    if (there.isEmpty()) {
      differences.add("It does not exist; call createTable, or run the DDL file h2.sql.");
      return differences;
    }
    wanted.forEach((name, type) -> {
      String has = there.get(name.toLowerCase(Locale.ROOT));
      if (has == null) {
        differences.add("The column " + name + " is missing: alter table " + definition.tableName() + " add column " + name + " " + type + ";");
      } else if (!fits(has, type)) {
        differences.add("The column " + name + " is " + has + ": alter table " + definition.tableName() + " alter column " + name + " set data type " + type + ";");
      }
    });
    List<String> indexed = indexed(connection, schema, table);
    definition.columns().stream().filter(Column::indexed).map(Column::name).forEach(name -> requireIndex(definition, indexed, name, differences));
    requireIndex(definition, indexed, "expires", differences);
    return differences;
  }

  private static boolean fits(String has, String type) {
    String kind = type.replaceAll("\\(.*", "");
    return has.replaceAll("\\(.*", "").equals(kind) && (!kind.equals("varchar") || Long.parseLong(has.replaceAll("\\D", "")) >= Long.parseLong(type.replaceAll("\\D", "")));
  }

  private static List<String> indexed(Connection connection, String schema, String table) throws SQLException {
    List<String> leading = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement("select column_name from information_schema.index_columns where table_schema = ? and table_name = ? and ordinal_position = 1")) {
      query.setString(1, schema);
      query.setString(2, table);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          leading.add(found.getString(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return leading;
  }

  private static void requireIndex(TableDefinition definition, List<String> indexed, String column, List<String> differences) {
    if (!indexed.contains(column.toLowerCase(Locale.ROOT))) {
      differences.add("An index on " + column + " is missing: " + createIndex(definition, column) + ";");
    }
  }
}
