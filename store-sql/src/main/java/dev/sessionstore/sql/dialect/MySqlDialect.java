package dev.sessionstore.sql.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MySQL 8, whose writes return no rows. The test matrix has only MariaDB, which shares these
 * statements.
 */
class MySqlDialect extends SqlDialect {

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public Set<String> products() {
    return Set.of("MySQL");
  }

  /**
   * Assignments run from left to right, so {@code expires} is last: the conditions before it need
   * the old value.
   */
  @Override
  public Upsert upsert(SqlNames names) {
    return new Upsert("""
        insert into %s (%s) values (%s) on duplicate key update %s,
          created_at = if(expires > :now, created_at, values(created_at)),
          expires = if(expires > :now, least(values(expires), created_at + :lifetime), values(expires))"""
        .formatted(names.table(), names.all(), names.values(), names.written("%1$s = values(%1$s)")), false);
  }

  @Override
  public Sweep sweep(SqlNames names) {
    return new Sweep("delete from " + names.table() + " where expires <= :deadline order by expires" + limit(), false);
  }

  @Override
  public @Nullable String sweepReturning(SqlNames names) {
    return null;
  }

  @Override
  public String limit() {
    return " limit :limit";
  }

  @Override
  public String text(int length) {
    return "varchar(" + length + ") character set utf8mb4 collate utf8mb4_0900_bin";
  }

  @Override
  public List<String> documentTypes() {
    return List.of("longtext", "mediumtext", "long varchar");
  }

  @Override
  public List<String> flagTypes() {
    return List.of("boolean", "bit", "tinyint");
  }

  @Override
  public String documentType() {
    return "longtext character set utf8mb4 collate utf8mb4_bin";
  }

  @Override
  public String keyType() {
    return "varchar(128) character set ascii collate ascii_bin";
  }

  /** A key contains no space, so its collation may pad; a text column's may not. */
  @Override
  public boolean exact(@Nullable String collation) {
    return collation != null
        && (collation.equals("ascii_bin") || collation.equals("utf8mb4_0900_bin") || collation.endsWith("_nopad_bin")
            || collation.equals("binary"));
  }

  @Override
  public String collationOf() {
    return "select collation_name from information_schema.columns where table_schema = ? and table_name = ?"
        + " and column_name = ?";
  }

  @Override
  public boolean schemaIsCatalog() {
    return true;
  }

  /**
   * Below this level InnoDB locks no gaps: a row may be inserted where the delete has already been
   * (measured).
   */
  @Override
  public int isolationToDeleteMany() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public boolean indexesInTable() {
    return true;
  }

  @Override
  public String alter(String table, String column, String type) {
    return "alter table " + table + " modify " + column + " " + type;
  }

  /**
   * With {@code useAffectedRows} an update that changes nothing returns 0 rows, and a live session
   * would look gone (measured).
   */
  @Override
  public @Nullable String objection(DatabaseMetaData metaData) throws SQLException {
    String url = metaData.getURL();
    return url != null && url.toLowerCase(Locale.ROOT).contains("useaffectedrows=true")
        ? "The JDBC URL sets useAffectedRows=true, which makes a live session that need not change"
            + " look gone; remove it."
        : null;
  }

  /**
   * In milliseconds: no statement of the store is slow, and a dead server must not hold a thread.
   */
  @Override
  public Map<String, String> connectionProperties() {
    return Map.of("connectTimeout", "10000", "socketTimeout", "60000", "tcpKeepAlive", "true");
  }

  @Override
  protected SqlError error(String state, int code) {
    return switch (state) {
      case "23000" -> code == 1062 ? SqlError.DUPLICATE_KEY : SqlError.OTHER;
      case "HY000" -> code == 1205 || code == 1020 ? SqlError.RETRYABLE : SqlError.OTHER; // lock wait, record changed
      case "42S02" -> SqlError.MISSING_TABLE;
      case "42S01" -> SqlError.ALREADY_EXISTS;
      // MariaDB's driver has switched to another host, and the write may be done (measured)
      case "25S03" -> SqlError.CONNECTION_LOST;
      default -> super.error(state, code);
    };
  }
}
