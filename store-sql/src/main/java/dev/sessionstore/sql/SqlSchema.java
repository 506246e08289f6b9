package dev.sessionstore.sql;

import dev.sessionstore.spi.ColumnDefinition;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.dialect.RowColumn;
import dev.sessionstore.sql.dialect.SqlDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the table by the database's DDL file, and compares it with what the store needs.
 * Thread-safe.
 */
final class SqlSchema {

  private static final String MARK = "  -- declared columns";
  private static final int MAX_INDEX_NAME = 60;

  private final SqlDialect dialect;
  private final TableDefinition definition;

  SqlSchema(SqlDialect dialect, TableDefinition definition) {
    this.dialect = dialect;
    this.definition = definition;
  }

  /**
   * Creates what is missing and never alters anything. Throws an {@code ALREADY_EXISTS} error when
   * another node was faster; it must then be called again (TABLE-2).
   */
  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String one : ddl().split(";")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    }
  }

  /** {@return the DDL file's statements with this table's name, declared columns and indexes} */
  private String ddl() {
    StringBuilder inside = new StringBuilder();
    StringBuilder behind = new StringBuilder();
    for (ColumnDefinition column : definition.columns()) {
      inside.append("  , ").append(column.name()).append(' ').append(type(column)).append('\n');
      if (column.indexed() && dialect.indexesInTable()) {
        inside.append("  , index ").append(index(column.name())).append(" (").append(column.name()).append(")\n");
      } else if (column.indexed()) {
        behind.append("create index if not exists ")
            .append(index(column.name()))
            .append(" on ")
            .append(definition.tableName())
            .append(" (").append(column.name()).append(");\n");
      }
    }
    return dialect.ddl().replaceAll("(?m)^--.*$", "")
        .replace("sessions_expires", index("expires"))
        .replaceAll("\\bsessions\\b", definition.tableName())
        .replace(MARK, inside) + behind;
  }

  /**
   * TABLE-1: derives the name from the table's; a name that the database would truncate silently is
   * cut here, with a hash of the whole.
   */
  private String index(String column) {
    String name = simpleName() + "_" + column;
    return name.length() <= MAX_INDEX_NAME
        ? name
        : name.substring(0, MAX_INDEX_NAME - 9) + "_" + Integer.toHexString(name.hashCode());
  }

  private String simpleName() {
    return definition.tableName().substring(definition.tableName().indexOf('.') + 1);
  }

  private String type(ColumnDefinition column) {
    if (column.type() == String.class || column.type() == UUID.class) {
      return dialect.text(width(column));
    }
    return column.type() == Boolean.class ? "boolean" : "bigint";
  }

  /** Returns the width as the database counts it. */
  private int width(ColumnDefinition column) {
    return column.type() == UUID.class ? 36 : dialect.width(column.length());
  }

  /** A column as the store needs it. */
  private record Need(String column, String ddlType, List<String> typeNames, int width, boolean exact) {}

  private List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    needs.add(new Need("sid", dialect.keyType(), List.of("varchar", "char"), 128, true));
    needs.add(new Need("data", dialect.documentType(), dialect.documentTypes(), 16 * 1024 * 1024 - 1, false));
    Stream.of(RowColumn.values()).filter(column -> column.type() == Long.class)
        .forEach(column -> needs.add(whole(column.column())));
    for (ColumnDefinition column : definition.columns()) {
      if (column.type() == Boolean.class) {
        needs.add(new Need(column.name(), "boolean", dialect.flagTypes(), 0, false));
      } else if (column.type() == String.class || column.type() == UUID.class) {
        needs.add(new Need(column.name(), type(column), List.of("varchar", "char", "bpchar"), width(column), true));
      } else {
        needs.add(whole(column.name()));
      }
    }
    return needs;
  }

  private Need whole(String column) {
    return new Need(column, "bigint", dialect.numberTypes(), 0, false);
  }

  /** A column as it exists. */
  private record Found(String typeName, long width) {}

  /** {@return one sentence per difference, each with the statement that fixes it (TABLE-3)} */
  List<String> differences(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String name = stored(metaData, definition.tableName());
    String qualifier = name.contains(".") ? name.substring(0, name.indexOf('.')) : null;
    String table = name.substring(name.indexOf('.') + 1);
    String catalog = dialect.schemaIsCatalog() && qualifier != null ? qualifier : connection.getCatalog();
    String schema = dialect.schemaIsCatalog() ? null : qualifier == null ? connection.getSchema() : qualifier;
    Map<String, Found> there = columns(metaData, catalog, schema, table);
    if (there.isEmpty()) {
      return List
          .of("It does not exist; call createTable, or run the DDL file " + dialect.name() + ".sql of store-sql.");
    }
    List<String> differences = new ArrayList<>();
    for (Need need : needs()) {
      Found found = there.get(need.column().toLowerCase(Locale.ROOT));
      if (found == null) {
        differences.add("The column " + need.column() + " is missing: alter table " + definition.tableName()
            + " add column " + need.column() + " " + need.ddlType() + ";");
      } else if (!need.typeNames().contains(found.typeName()) || found.width() < need.width()) {
        differences
            .add("The column " + need.column() + " is " + found.typeName() + "(" + found.width() + "): " + mend(need));
      } else if (need.exact()) {
        String collation = collation(connection, dialect.schemaIsCatalog() ? catalog : schema, table, need.column());
        if (!dialect.exact(collation)) {
          differences.add("The column " + need.column() + " compares loosely, by " + collation + ": " + mend(need));
        }
      }
    }
    Set<String> indexed = indexed(metaData, catalog, schema, table);
    requireIndex("expires", indexed, differences);
    definition.columns()
        .stream()
        .filter(ColumnDefinition::indexed)
        .forEach(column -> requireIndex(column.name(), indexed, differences));
    differences.addAll(dialect.differences(connection));
    return differences;
  }

  private String mend(Need need) {
    return dialect.alter(definition.tableName(), need.column(), need.ddlType()) + ";";
  }

  private static String stored(DatabaseMetaData metaData, String name) throws SQLException {
    return metaData.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT)
        : metaData.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT)
        : name;
  }

  private static Map<String, Found> columns(DatabaseMetaData metaData, @Nullable String catalog,
      @Nullable String schema, String table)
      throws SQLException {
    Map<String, Found> there = new HashMap<>();
    try (ResultSet found = metaData.getColumns(catalog, schema == null ? null : pattern(metaData, schema),
        pattern(metaData, table), null)) {
      while (found.next()) {
        there.put(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
            new Found(SqlDialect.comparable(found.getString("TYPE_NAME")), found.getLong("COLUMN_SIZE")));
      }
    }
    return there;
  }

  /** A name with an underscore, which would stand for any character; not every driver escapes. */
  private static String pattern(DatabaseMetaData metaData, String name) throws SQLException {
    @Nullable String escape = metaData.getSearchStringEscape();
    return escape == null ? name : name.replace("_", escape + "_");
  }

  private @Nullable String collation(Connection connection, @Nullable String schema, String table, String column)
      throws SQLException {
    String text = dialect.collationOf();
    if (text == null) {
      return null;
    }
    try (PreparedStatement query = connection.prepareStatement(text)) {
      query.setString(1, schema);
      query.setString(2, table);
      query.setString(3, column);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getString(1) : null;
      }
    }
  }

  /** {@return the leading columns of all indexes, in lower case} */
  private static Set<String> indexed(DatabaseMetaData metaData, @Nullable String catalog, @Nullable String schema,
      String table) throws SQLException {
    Set<String> leading = new HashSet<>();
    try (ResultSet found = metaData.getIndexInfo(catalog, schema, table, false, true)) {
      while (found.next()) {
        if (found.getShort("ORDINAL_POSITION") == 1 && found.getString("COLUMN_NAME") != null) {
          leading.add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
        }
      }
    }
    return leading;
  }

  private void requireIndex(String column, Set<String> indexed, List<String> differences) {
    if (!indexed.contains(column.toLowerCase(Locale.ROOT))) {
      differences.add("An index on " + column + " is missing: create index " + index(column) + " on "
          + definition.tableName() + " (" + column + ");");
    }
  }
}
