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
 * What one database says differently: its statements, types, DDL file, settings and errors. One
 * small class per database, without state. Thread-safe.
 */
public abstract class SqlDialect {

  /** For a dialect's class. */
  protected SqlDialect() {}

  /**
   * The dialect of a database, by its product name: one that the service loader finds, else the
   * store's own; {@link #standard} for a database that none of them speaks.
   *
   * @param metaData of an open connection
   * @return its dialect
   * @throws SQLException when it cannot be asked
   * @throws IllegalStateException when the service loader finds two of them for one product
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

  /** {@return standard SQL only: no upsert in one statement, no delete that returns rows} */
  public static SqlDialect standard() {
    return new StandardDialect();
  }

  /** {@return its name, which is that of its DDL file} */
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
   * One insert-or-replace.
   *
   * @param names of the table and its columns
   * @return the statement; null where none decides by itself
   */
  public abstract @Nullable Upsert upsert(SqlNames names);

  /**
   * Removes some dead rows.
   *
   * @param names of the table and its columns
   * @return the statement
   */
  public abstract Purge purge(SqlNames names);

  /**
   * The same, returning the keys of exactly the rows it deleted.
   *
   * @param names of the table and its columns
   * @return the statement; null where a delete returns nothing, or not exactly that
   */
  public abstract @Nullable String purgeAnswering(SqlNames names);

  /** {@return ends a query after {@code :limit} rows} */
  public String limit() {
    return " fetch first :limit rows only";
  }

  /**
   * The later of two.
   *
   * @param a an expression
   * @param b another
   * @return an expression
   */
  public String greatest(String a, String b) {
    return "greatest(" + a + ", " + b + ")";
  }

  /**
   * The earlier of two.
   *
   * @param a an expression
   * @param b another
   * @return an expression
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
   * How wide a text column must be to hold so many characters, whatever their plane.
   *
   * @param characters code points
   * @return as the database counts
   */
  public int width(int characters) {
    return characters;
  }

  /**
   * The DDL type of a declared text column, compared exactly (COL-6).
   *
   * @param length as the database counts
   * @return the type
   */
  public abstract String text(int length);

  /** {@return how the driver may name the type of {@code data}, in lower case} */
  public abstract List<String> documentTypes();

  /** {@return how the driver may name the type of a number of 64 bits, in lower case} */
  public List<String> numberTypes() {
    return List.of("bigint", "int8");
  }

  /** {@return how the driver may name a flag's type, in lower case} */
  public List<String> flagTypes() {
    return List.of("boolean", "bool", "bit");
  }

  /** {@return the DDL type of {@code data}, for the sentence that mends it} */
  public abstract String documentType();

  /** {@return the DDL type of {@code sid}} */
  public abstract String keyType();

  /**
   * Whether a collation compares exactly, trailing spaces included.
   *
   * @param collation as {@link #collationOf} finds it, or null
   * @return whether
   */
  public boolean exact(@Nullable String collation) {
    return true;
  }

  /**
   * {@return a query for a column's collation with the parameters schema, table, column; null where
   * all compare exactly}
   */
  public @Nullable String collationOf() {
    return null;
  }

  /** {@return whether {@code schema.table} names what JDBC calls a catalog} */
  public boolean schemaIsCatalog() {
    return false;
  }

  /**
   * {@return whether a declared column's index stands inside {@code create table}, for want of
   * {@code create index if not exists}}
   */
  public boolean indexesInTable() {
    return false;
  }

  /**
   * The statement that changes a column's type.
   *
   * @param table its name
   * @param column its name
   * @param type its new DDL type
   * @return without a semicolon
   */
  public String alter(String table, String column, String type) {
    return "alter table " + table + " alter column " + column + " set data type " + type;
  }

  /**
   * The driver's spelling of a type, made comparable. SQLite's, in the Turkish locale, leaves a dot
   * over an i.
   *
   * @param typeName as the driver says it
   * @return in lower case
   */
  public static String comparable(String typeName) {
    return typeName.toLowerCase(Locale.ROOT).replace("\u0307", "").replace("character varying", "varchar")
        .replace("character large object", "clob");
  }

  // --- settings

  /**
   * {@return the driver's properties for a connection that the store opens by itself, from a URL;
   * what the URL says of one of them comes first}
   */
  public Map<String, String> connectionProperties() {
    return Map.of();
  }

  /**
   * What a connection lacks, beside the table, for the store to keep its promises.
   *
   * @param connection from the user's DataSource or the store's own pool
   * @return a sentence for each, with what to write instead
   * @throws SQLException when it cannot be asked
   */
  public List<String> differences(Connection connection) throws SQLException {
    return List.of();
  }

  /**
   * {@return the least isolation at which a delete of many rows meets one that gets another key
   * meanwhile, as JDBC numbers them}
   */
  public int isolationToDeleteMany() {
    return Connection.TRANSACTION_NONE;
  }

  /**
   * Why a connection's settings would break a rule, with what to write instead.
   *
   * @param metaData of an open connection
   * @return a sentence; null when they do not
   * @throws SQLException when it cannot be asked
   */
  public @Nullable String objection(DatabaseMetaData metaData) throws SQLException {
    return null;
  }

  // --- errors

  /**
   * What a failure means: the first telling one in the chain of causes counts.
   *
   * @param failure what a driver or an ORM threw
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
    if (failure instanceof SQLTimeoutException && !brokenOff(failure.getSQLState())) {
      return SqlError.TIMED_OUT;
    }
    if (failure instanceof SQLTransientConnectionException || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException) { // the driver says it by the class, whatever the state
      return SqlError.CONNECTION_LOST;
    }
    return SqlError.OTHER;
  }

  /**
   * By the database itself, at its own timeout or as it was asked to: rolled back (H2 and
   * PostgreSQL, MariaDB).
   */
  private static boolean brokenOff(@Nullable String state) {
    return "57014".equals(state) || "70100".equals(state);
  }

  /**
   * What a failure of its driver means.
   *
   * @param failure one link of a chain
   * @return its meaning; {@link SqlError#OTHER} for most
   */
  protected SqlError linkError(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? SqlError.OTHER : error(state, failure.getErrorCode());
  }

  /**
   * What one of its codes means.
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
