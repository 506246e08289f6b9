package dev.sessionstore.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * MySQL 8; its writes answer no rows. Not in the test matrix: MariaDB, which shares these texts,
 * is.
 */
class MySqlDialect extends SqlDialect {

  @Override
  String name() {
    return "mysql";
  }

  /**
   * Assigned from left to right: {@code expires} last, or the conditions before it would see the
   * new one.
   */
  @Override
  String upsert(SqlNames names) {
    return "insert into " + names.table() + " (" + names.all() + ") values (" + names.values()
        + ") on duplicate key update " + names.written("%1$s = values(%1$s)")
        + ", created_at = if(expires > :now, created_at, values(created_at)), expires = if(expires > :now,"
        + " least(values(expires), created_at + :lifetime), values(expires))";
  }

  @Override
  boolean upsertAnswers() {
    return false;
  }

  @Override
  String purge(SqlNames names) {
    return "delete from " + names.table() + " where expires <= :deadline order by expires" + limit();
  }

  @Override
  @Nullable String purgeAnswering(SqlNames names) {
    return null;
  }

  @Override
  String limit() {
    return " limit :limit";
  }

  @Override
  String text(int length) {
    return "varchar(" + length + ") character set utf8mb4 collate utf8mb4_0900_bin";
  }

  @Override
  List<String> documentTypes() {
    return List.of("longtext", "mediumtext", "long varchar");
  }

  @Override
  List<String> flagTypes() {
    return List.of("boolean", "bit", "tinyint");
  }

  @Override
  String documentType() {
    return "longtext character set utf8mb4 collate utf8mb4_bin";
  }

  @Override
  String keyType() {
    return "varchar(128) character set ascii collate ascii_bin";
  }

  /** A key holds no space, so its collation may pad; a text column's may not. */
  @Override
  boolean exact(@Nullable String collation) {
    return collation != null
        && (collation.equals("ascii_bin") || collation.equals("utf8mb4_0900_bin") || collation.endsWith("_nopad_bin")
            || collation.equals("binary"));
  }

  @Override
  String collationOf() {
    return "select collation_name from information_schema.columns where table_schema = ? and table_name = ?"
        + " and column_name = ?";
  }

  @Override
  boolean schemaIsCatalog() {
    return true;
  }

  /**
   * Below it InnoDB locks no gaps: a row may be put where the delete has been already (measured).
   */
  @Override
  int isolationToDeleteMany() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  boolean indexesInTable() {
    return true;
  }

  @Override
  String alter(String table, String column, String type) {
    return "alter table " + table + " modify " + column + " " + type;
  }

  /**
   * With it an update that changes nothing answers 0 rows, and a live session would look gone
   * (measured).
   */
  @Override
  @Nullable String objection(DatabaseMetaData metaData) throws SQLException {
    String url = metaData.getURL();
    return url != null && url.toLowerCase(Locale.ROOT).contains("useaffectedrows=true")
        ? "The JDBC URL sets useAffectedRows=true, which makes a live session that need not change"
            + " look gone; remove it."
        : null;
  }
}
