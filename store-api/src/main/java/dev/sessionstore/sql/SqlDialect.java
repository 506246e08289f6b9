package dev.sessionstore.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one database says differently. One small class per database; texts only, no state.
 * Thread-safe.
 */
public abstract class SqlDialect {

  SqlDialect() {}

  /**
   * The dialect of a database, by its product name; {@link #standard} for one the store does not
   * know.
   *
   * @param metaData of an open connection
   * @return its dialect
   * @throws SQLException when it cannot be asked
   */
  public static SqlDialect of(DatabaseMetaData metaData) throws SQLException {
    return switch (metaData.getDatabaseProductName()) {
      case "H2" -> new H2Dialect();
      case "PostgreSQL" -> new PostgreSqlDialect();
      case "MariaDB" -> new MariaDbDialect();
      case "MySQL" -> new MySqlDialect();
      default -> standard();
    };
  }

  /** {@return standard SQL only: no upsert in one statement, no delete that answers} */
  public static SqlDialect standard() {
    return new StandardDialect();
  }

  /** {@return its name, which is that of its DDL file} */
  abstract String name();

  /** {@return one insert-or-replace; null where none decides by itself} */
  abstract @Nullable String upsert(SqlNames names);

  /** {@return whether {@link #upsert} answers created_at and expires; false: a look-up follows} */
  abstract boolean upsertAnswers();

  /**
   * {@return deletes at most {@code :limit} rows dead by {@code :deadline}, re-checked as they are
   * deleted}
   */
  abstract String purge(SqlNames names);

  /**
   * {@return whether {@link #purge} begins {@code :from} an expiry and answers removed and reached,
   * not a count}
   */
  boolean purgeAnswersReached() {
    return false;
  }

  /** {@return the same, answering the keys of the deleted; null where a delete answers nothing} */
  abstract @Nullable String purgeAnswering(SqlNames names);

  /** {@return ends a query after {@code :limit} rows} */
  String limit() {
    return " fetch first :limit rows only";
  }

  /** {@return the later of two} */
  String greatest(String a, String b) {
    return "greatest(" + a + ", " + b + ")";
  }

  /** {@return the earlier of two} */
  String least(String a, String b) {
    return "least(" + a + ", " + b + ")";
  }

  /** {@return how wide a text column must be to hold so many characters, whatever their plane} */
  int width(int characters) {
    return characters;
  }

  /** {@return the DDL type of a declared text column, compared exactly (COL-6)} */
  abstract String text(int length);

  /** {@return how the driver may name the type of {@code data}, in lower case} */
  abstract List<String> documentTypes();

  /** {@return how the driver may name a flag's type, in lower case} */
  List<String> flagTypes() {
    return List.of("boolean", "bool", "bit");
  }

  /** {@return the DDL type of {@code data}, for the sentence that mends it} */
  abstract String documentType();

  /** {@return the DDL type of {@code sid}} */
  abstract String keyType();

  /** {@return whether a collation compares exactly, trailing spaces included} */
  boolean exact(@Nullable String collation) {
    return true;
  }

  /**
   * {@return a query for a column's collation with the parameters schema, table, column; null where
   * all compare exactly}
   */
  @Nullable String collationOf() {
    return null;
  }

  /** {@return whether {@code schema.table} names what JDBC calls a catalog} */
  boolean schemaIsCatalog() {
    return false;
  }

  /**
   * {@return the least isolation at which a delete of many rows meets one that gets another key
   * meanwhile, as JDBC numbers them}
   */
  int isolationToDeleteMany() {
    return Connection.TRANSACTION_NONE;
  }

  /**
   * {@return whether a declared column's index stands inside {@code create table}, for want of
   * {@code create index if not exists}}
   */
  boolean indexesInTable() {
    return false;
  }

  /** {@return the statement that changes a column's type} */
  String alter(String table, String column, String type) {
    return "alter table " + table + " alter column " + column + " set data type " + type;
  }

  /**
   * {@return why this connection's settings would break a rule, with what to write instead; null
   * when they do not}
   */
  @Nullable String objection(DatabaseMetaData metaData) throws SQLException {
    return null;
  }

  /** {@return the driver's spelling of a type, made comparable} */
  static String comparable(String typeName) {
    return typeName.toLowerCase(Locale.ROOT)
        .replace("character varying", "varchar")
        .replace("character large object", "clob");
  }
}
