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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one database says differently: its statements, types, DDL file, settings and errors. One
 * small class per database, without state. Thread-safe.
 */
public abstract class SqlDialect {

  /** For a dialect's class. */
  protected SqlDialect() {}

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

  /** {@return standard SQL only: no upsert in one statement, no delete that returns rows} */
  public static SqlDialect standard() {
    return new StandardDialect();
  }

  /** {@return its name, which is that of its DDL file} */
  public abstract String name();

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
   * The driver's spelling of a type, made comparable.
   *
   * @param typeName as the driver says it
   * @return in lower case
   */
  public static String comparable(String typeName) {
    return typeName.toLowerCase(Locale.ROOT).replace("character varying", "varchar")
        .replace("character large object", "clob");
  }

  // --- settings

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
        meaning = error(sql);
        if (meaning != SqlError.OTHER) {
          return meaning;
        }
      }
    }
    return meaning;
  }

  private SqlError error(SQLException failure) {
    String state = failure.getSQLState();
    SqlError known = state == null ? SqlError.OTHER : known(state, failure.getErrorCode());
    if (known != SqlError.OTHER) {
      return known;
    }
    if (failure instanceof SQLTimeoutException && !brokenOff(state)) {
      return SqlError.TIMED_OUT;
    }
    if (failure instanceof SQLTransientConnectionException || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException) { // the driver says it by the class, whatever the state
      return SqlError.CONNECTION_LOST;
    }
    return SqlError.OTHER;
  }

  /** In its own words first; then in those of the others, which a proxy or a look-alike may use. */
  private SqlError known(String state, int code) {
    SqlError own = error(state, code);
    return own != SqlError.OTHER
        ? own
        : Stream.of(new H2Dialect(), new PostgreSqlDialect(), new MySqlDialect())
            .map(other -> other.error(state, code)).filter(error -> error != SqlError.OTHER).findFirst()
            .orElse(SqlError.OTHER);
  }

  /**
   * By the database itself, at its own timeout or as it was asked to: rolled back (H2 and
   * PostgreSQL, MariaDB).
   */
  private static boolean brokenOff(@Nullable String state) {
    return "57014".equals(state) || "70100".equals(state);
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
