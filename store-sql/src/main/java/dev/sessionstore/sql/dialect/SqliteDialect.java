package dev.sessionstore.sql.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite 3.35 and later, by Xerial's driver. One connection writes at a time. */
final class SqliteDialect extends SqlDialect {

  private static final String LIMIT = " limit :limit";
  private static final String WAIT_MILLIS = "5000";

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Set<String> products() {
    return Set.of("SQLite");
  }

  @Override
  public Upsert upsert(SqlNames names) {
    return upsertOnConflict(names);
  }

  @Override
  public Sweep sweep(SqlNames names) {
    return new Sweep(delete(names), false);
  }

  /** Exact: no other connection writes at the same time. */
  @Override
  public String sweepReturning(SqlNames names) {
    return delete(names) + " returning sid";
  }

  private static String delete(SqlNames names) {
    return "delete from %1$s where rowid in (select rowid from %1$s where expires <= :deadline order by expires%2$s)"
        .formatted(names.table(), LIMIT);
  }

  @Override
  public String limit() {
    return LIMIT;
  }

  @Override
  public String greatest(String a, String b) {
    return "max(" + a + ", " + b + ")";
  }

  @Override
  public String least(String a, String b) {
    return "min(" + a + ", " + b + ")";
  }

  /** Its lengths are for readers: it cuts nothing. */
  @Override
  public String text(int length) {
    return "varchar(" + length + ")";
  }

  @Override
  public List<String> documentTypes() {
    return List.of("text");
  }

  /** Whatever it is called, a number has 64 bits. */
  @Override
  public List<String> numberTypes() {
    return List.of("bigint", "int8", "integer", "int");
  }

  @Override
  public String documentType() {
    return "text";
  }

  @Override
  public String keyType() {
    return "varchar(128)";
  }

  @Override
  public String alter(String table, String column, String type) {
    return "SQLite changes no column; make a new table by sqlite.sql, with " + column + " " + type
        + ", copy the rows of " + table + " and rename it";
  }

  /**
   * Without these, 15 of 320 operations beside one another fail because the file is locked, and the
   * rest take ten times as long (measured). What is acknowledged outlives a killed process; a power
   * cut may undo the last of it, as {@code synchronous=NORMAL} says.
   */
  @Override
  public Map<String, String> connectionProperties() {
    return Map.of("journal_mode", "WAL", "busy_timeout", WAIT_MILLIS, "synchronous", "NORMAL");
  }

  @Override
  public @Nullable String objection(DatabaseMetaData metaData) throws SQLException {
    String url = metaData.getURL().toLowerCase(Locale.ROOT);
    boolean inMemory = url.contains("file::memory:") || url.contains("mode=memory");
    return url.endsWith("sqlite:") || url.contains("sqlite::memory:") || inMemory && !url.contains("cache=shared")
        ? "Each connection to this SQLite url has an empty database of its own, so a session would be found by"
            + " chance; name a file, such as jdbc:sqlite:./app.sqlite."
        : null;
  }

  /** Synchronous is left to the user: FULL is slower, and safer. */
  @Override
  public List<String> differences(Connection connection) throws SQLException {
    List<String> differences = new ArrayList<>();
    if (!"wal".equalsIgnoreCase(pragma(connection, "journal_mode"))) {
      differences.add("The database is not in WAL mode, so readers and writers lock each other out: set"
          + " pragma journal_mode = WAL once, or the driver's property journal_mode=WAL.");
    }
    if ("0".equals(pragma(connection, "busy_timeout"))) {
      differences.add("A connection does not wait for another's write: set the driver's property busy_timeout="
          + WAIT_MILLIS + " (milliseconds) on the DataSource.");
    }
    return differences;
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet set = statement.executeQuery("pragma " + name)) {
      return set.next() ? set.getString(1) : "";
    }
  }

  /**
   * By the extended result code: the plain one, which is the vendor's code, is 19 for every broken
   * constraint.
   */
  @Override
  protected SqlError linkError(SQLException failure) {
    if (!(failure instanceof SQLiteException own)) {
      return super.linkError(failure);
    }
    SQLiteErrorCode code = own.getResultCode();
    return switch (code) {
      case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE -> SqlError.DUPLICATE_KEY;
      case SQLITE_ERROR -> missing(failure) ? SqlError.MISSING_TABLE
          : String.valueOf(failure.getMessage()).contains("already exists") ? SqlError.ALREADY_EXISTS
          : SqlError.OTHER;
      default -> switch (code.code & 0xff) {
        case 5, 6 -> SqlError.RETRYABLE; // busy, locked
        case 10, 26 -> SqlError.CONNECTION_LOST; // the file could not be read or written, or is none of SQLite's
        default -> SqlError.OTHER;
      };
    };
  }

  private static boolean missing(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("no such table");
  }
}
