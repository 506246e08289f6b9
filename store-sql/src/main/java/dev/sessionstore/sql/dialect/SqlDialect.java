package dev.sessionstore.sql.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs in one database: statements, types, DDL file, settings and errors. Stateless and
 * thread-safe.
 */
public abstract class SqlDialect {

  /** For subclasses. */
  protected SqlDialect() {}

  /**
   * Returns the dialect of a database by its product name: one that the service loader finds, else
   * the store's own; {@link #standard} for an unknown one.
   *
   * @param metaData the metadata of an open connection
   * @return the dialect
   * @throws SQLException when the metadata cannot be read
   * @throws IllegalStateException when the service loader finds two dialects for one product
   */
  public static SqlDialect of(DatabaseMetaData metaData) throws SQLException {
    return Dialects.forProduct(metaData.getDatabaseProductName());
  }

  /**
   * The dialect of a database that is not connected yet, by the URL.
   *
   * @param url a JDBC URL
   * @return its dialect; {@link #standard} when none takes the URL
   * @throws IllegalStateException when the service loader finds two of them that take it
   */
  public static SqlDialect of(String url) {
    return Dialects.forUrl(url);
  }

  /** {@return the dialect of standard SQL, without an upsert or a delete that returns rows} */
  public static SqlDialect standard() {
    return new StandardDialect();
  }

  /** {@return the dialect's name, which is also that of its DDL file} */
  public abstract String name();

  /** {@return the product names of its databases, as JDBC's metadata spells them} */
  public abstract Set<String> products();

  /**
   * Whether a URL leads to a database of this dialect.
   *
   * @param url a JDBC URL
   * @return whether it begins with {@code jdbc:}, the dialect's {@link #name} and a colon
   */
  public boolean takes(String url) {
    String start = "jdbc:" + name() + ":";
    return url.regionMatches(true, 0, start, 0, start.length());
  }

  // --- statements

  /**
   * Returns the statement that inserts or replaces a row.
   *
   * @param names the names of the table and its columns
   * @return the statement; null if no single statement does this
   */
  public abstract @Nullable Upsert upsert(SqlNames names);

  /**
   * Returns the upsert of databases that have {@code on conflict} and {@code returning}.
   *
   * @param names the names of the table and its columns
   * @return the statement
   */
  protected final Upsert upsertOnConflict(SqlNames names) {
    return new Upsert("""
        insert into %s as t (%s) values (%s) on conflict (sid) do update set %s,
          created_at = case when t.expires > :now then t.created_at else excluded.created_at end,
          expires = case when t.expires > :now then %s else excluded.expires end
        returning created_at, expires"""
        .formatted(names.table(), names.all(), names.values(), names.written("%1$s = excluded.%1$s"),
            least("excluded.expires", "t.created_at + :lifetime")),
        true);
  }

  /**
   * Returns the statement that removes some expired rows.
   *
   * @param names the names of the table and its columns
   * @return the statement
   */
  public abstract Sweep sweep(SqlNames names);

  /**
   * Returns the statement that removes some expired rows and returns their keys.
   *
   * @param names the names of the table and its columns
   * @return the statement; null if a delete cannot return exactly the keys of the rows it deleted
   */
  public abstract @Nullable String sweepReturning(SqlNames names);

  /** {@return the end of a query that returns at most {@code :limit} rows} */
  public String limit() {
    return " fetch first :limit rows only";
  }

  /**
   * Returns an expression for the greater of two.
   *
   * @param a an expression
   * @param b another
   * @return the expression
   */
  public String greatest(String a, String b) {
    return "greatest(" + a + ", " + b + ")";
  }

  /**
   * Returns an expression for the lesser of two.
   *
   * @param a an expression
   * @param b another
   * @return the expression
   */
  public String least(String a, String b) {
    return "least(" + a + ", " + b + ")";
  }

  // --- the table

  /** {@return the text of its DDL file, for a table called {@code sessions}} */
  public final String ddl() {
    String file = "/META-INF/sessionstore/" + name() + ".sql";
    try (InputStream in = getClass().getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The DDL file " + file + " is missing from the jar of "
            + getClass().getName() + "; add it there.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the width of a text column for a number of characters of any plane.
   *
   * @param characters the number of code points
   * @return the width as the database counts it
   */
  public int width(int characters) {
    return characters;
  }

  /**
   * Returns the DDL type of a declared text column, compared exactly (COL-6).
   *
   * @param length the width as the database counts it
   * @return the type
   */
  public abstract String text(int length);

  /** {@return the driver's possible names for the type of {@code data}, in lower case} */
  public abstract List<String> documentTypes();

  /** {@return the driver's possible names for the type of a 64-bit number, in lower case} */
  public List<String> numberTypes() {
    return List.of("bigint", "int8");
  }

  /** {@return the driver's possible names for the type of a boolean, in lower case} */
  public List<String> flagTypes() {
    return List.of("boolean", "bool", "bit");
  }

  /** {@return the DDL type of {@code data}, for the statement that fixes it} */
  public abstract String documentType();

  /** {@return the DDL type of {@code sid}} */
  public abstract String keyType();

  /**
   * Returns whether a collation compares exactly, trailing spaces included.
   *
   * @param collation the result of {@link #collationOf}, or null
   * @return true if it does
   */
  public boolean exact(@Nullable String collation) {
    return true;
  }

  /**
   * {@return a query for a column's collation with the parameters schema, table, column; null if
   * all collations compare exactly}
   */
  public @Nullable String collationOf() {
    return null;
  }

  /** {@return whether {@code schema.table} names what JDBC calls a catalog} */
  public boolean schemaIsCatalog() {
    return false;
  }

  /**
   * {@return whether a declared column's index is part of {@code create table}, because there is no
   * {@code create index if not exists}}
   */
  public boolean indexesInTable() {
    return false;
  }

  /**
   * Returns the statement that changes a column's type.
   *
   * @param table the table's name
   * @param column the column's name
   * @param type the column's new DDL type
   * @return the statement without a semicolon
   */
  public String alter(String table, String column, String type) {
    return "alter table " + table + " alter column " + column + " set data type " + type;
  }

  /**
   * Normalises a driver's name of a type. SQLite's driver, in the Turkish locale, leaves a dot over
   * an i.
   *
   * @param typeName the driver's name
   * @return the normalised name, in lower case
   */
  public static String comparable(String typeName) {
    return typeName.toLowerCase(Locale.ROOT).replace("\u0307", "").replace("character varying", "varchar")
        .replace("character large object", "clob");
  }

  // --- settings

  /**
   * {@return the driver's properties for a connection that the store opens itself, from a URL; a
   * property that the URL sets is left as it is}
   */
  public Map<String, String> connectionProperties() {
    return Map.of();
  }

  /**
   * Compares the settings of a connection with what the store needs.
   *
   * @param connection an open connection
   * @return one sentence per difference, with what to write instead
   * @throws SQLException when the settings cannot be read
   */
  public List<String> differences(Connection connection) throws SQLException {
    return List.of();
  }

  /**
   * {@return the lowest isolation level, as a constant of Connection, at which a delete of many
   * rows does not miss one whose key changes at the same time}
   */
  public int isolationToDeleteMany() {
    return Connection.TRANSACTION_NONE;
  }

  /**
   * Returns why a connection's settings would break a rule, and what to write instead.
   *
   * @param metaData the metadata of an open connection
   * @return a sentence; null if they do not
   * @throws SQLException when the metadata cannot be read
   */
  public @Nullable String objection(DatabaseMetaData metaData) throws SQLException {
    return null;
  }

  // --- errors

  /**
   * Returns what a failure means, by the first known error in its chain of causes.
   *
   * @param failure an exception of a driver or an ORM
   * @return its meaning
   */
  public final SqlError error(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    SqlError meaning = SqlError.FOREIGN;
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        meaning = meaning(sql);
        if (meaning != SqlError.OTHER) {
          return meaning;
        }
      }
    }
    return meaning;
  }

  private SqlError meaning(SQLException failure) {
    SqlError known = linkError(failure);
    if (known == SqlError.OTHER) {
      known = Dialects.saidByAnother(failure);
    }
    if (known != SqlError.OTHER) {
      return known;
    }
    if (failure instanceof SQLTimeoutException && !cancelled(failure.getSQLState())) {
      return SqlError.TIMED_OUT;
    }
    if (failure instanceof SQLTransientConnectionException || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException) { // known by the class, whatever the state
      return SqlError.CONNECTION_LOST;
    }
    return SqlError.OTHER;
  }

  /**
   * Returns whether the database cancelled the statement, at its own timeout or on request, and so
   * rolled it back (H2 and PostgreSQL, MariaDB).
   */
  private static boolean cancelled(@Nullable String state) {
    return "57014".equals(state) || "70100".equals(state);
  }

  /**
   * Returns what one exception of this database's driver means.
   *
   * @param failure an exception, without its causes
   * @return its meaning; {@link SqlError#OTHER} for most
   */
  protected SqlError linkError(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? SqlError.OTHER : error(state, failure.getErrorCode());
  }

  /**
   * Returns what an error code of this database means.
   *
   * @param state the SQLState
   * @param code the vendor's code
   * @return its meaning; {@link SqlError#OTHER} for most
   */
  protected SqlError error(String state, int code) {
    if (state.equals("40001")) {
      return SqlError.RETRYABLE;
    }
    return state.startsWith("08") ? SqlError.CONNECTION_LOST : SqlError.OTHER;
  }
}
