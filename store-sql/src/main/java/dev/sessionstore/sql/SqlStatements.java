package dev.sessionstore.sql;

import dev.sessionstore.spi.ColumnDefinition;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.dialect.Sweep;
import dev.sessionstore.sql.dialect.RowColumn;
import dev.sessionstore.sql.dialect.SqlDialect;
import dev.sessionstore.sql.dialect.SqlNames;
import dev.sessionstore.sql.dialect.Upsert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement of each operation of {@link SessionTable}, whose text is fixed when the table opens
 * (SQL-3). Methods are named after the interface's. Thread-safe.
 */
final class SqlStatements {

  private static final String LIVE = " expires > :now";

  /**
   * Stands for "no key": it sorts before all keys, which begin with a visible character, and equals
   * none. An empty text would be null in some modes of MariaDB and H2, which no comparison matches
   * (LIST-2, COL-4).
   */
  private static final String NO_KEY = " ";

  /** The store's own columns, in the order of a query's results. */
  static final List<SqlField> OWN =
      Stream.of(RowColumn.values()).map(column -> new SqlField(column.column(), column.type())).toList();

  /** The parameters besides a row's columns, named in lower case in a statement. */
  private enum Parameter {
    KEY(String.class), NOW(Long.class), OLD_VERSION(Long.class), IDLE(Long.class), LIFETIME(Long.class),
    LATEST(Long.class), DEADLINE(Long.class), AFTER(String.class), EXCEPT(String.class), LIMIT(Integer.class),
    FROM(Long.class);

    private final Class<?> type;

    Parameter(Class<?> type) {
      this.type = type;
    }

    SqlField field() {
      return new SqlField(name().toLowerCase(Locale.ROOT), type);
    }
  }

  /**
   * The index of the row's own columns, which follow the parameters; then come the declared
   * columns, then those set at creation.
   */
  private static final int ROW = Parameter.values().length;
  private static final int DECLARED = ROW + OWN.size();

  private final SqlStatement find;
  private final SqlFindAll findAll;
  private final SqlStatement times;
  private final SqlStatement insert;
  private final @Nullable SqlStatement upsert;
  private final SqlStatement overwrite;
  private final SqlStatement slide;
  private final SqlStatement replace;
  private final SqlStatement touch;
  private final SqlStatement delete;
  private final SqlStatement deleteVersion;
  private final SqlStatement page;
  private final SqlStatement count;
  private final SqlStatement clear;
  private final SqlStatement dead;
  private final SqlStatement deleteDead;
  private final SqlStatement sweep;
  private final @Nullable SqlStatement sweepReturning;
  private final Map<String, SqlStatement> pageBy = new LinkedHashMap<>();
  private final Map<String, SqlStatement> deleteBy = new LinkedHashMap<>();

  private final List<SqlField> known =
      new ArrayList<>(Stream.of(Parameter.values()).map(Parameter::field).toList());
  private final List<String> declared;
  private final List<String> filledAtCreation;

  SqlStatements(SqlDialect dialect, TableDefinition definition, List<SqlField> atCreation) {
    SqlNames names = new SqlNames(definition, atCreation.stream().map(SqlField::name).toList());
    String table = names.table();
    OWN.forEach(this::knowColumn);
    definition.columns().forEach(column -> knowColumn(new SqlField(column.name(), raw(column))));
    atCreation.forEach(this::knowColumn);
    this.declared = definition.columns().stream().map(ColumnDefinition::name).toList();
    this.filledAtCreation = atCreation.stream().map(SqlField::name).toList();

    List<SqlField> row = OWN;
    List<SqlField> key = List.of(SqlField.text("sid"));
    List<SqlField> created = List.of(SqlField.number("created_at"), SqlField.number("expires"));
    String select = "select " + SqlNames.own() + " from " + table + " where";
    this.find = query(select + " sid = :key", row);
    this.findAll = new SqlFindAll(select);
    this.times = query("select created_at, expires from " + table + " where sid = :key", created);
    this.insert = change("insert into " + table + " (" + names.all() + ") values (" + names.values() + ")");
    Upsert merge = dialect.upsert(names);
    this.upsert = merge == null ? null : query(merge.text(), merge.returnsTimes() ? created : List.of());

    String written = names.written("%1$s = :c_%1$s");
    String capped = dialect.least(":c_expires", "created_at + :lifetime");
    this.overwrite = change("update " + table + " set " + written + ", created_at = case when" + LIVE
        + " then created_at else :c_created_at end, expires = case when" + LIVE + " then " + capped
        + " else :c_expires end where sid = :c_sid");
    String rewrite = "update " + table + " set sid = :c_sid, " + written
        + ", expires = %s where sid = :key and version = :old_version and" + LIVE;
    this.slide = change(String.format(rewrite, dialect.greatest("expires", ":c_expires"))); // EXPIRY-7
    this.replace = change(String.format(rewrite, ":c_expires"));
    String wanted =
        dialect.least(dialect.least(":now + coalesce(max_age, :idle)", "created_at + :lifetime"), ":latest");
    // TOUCH-3: not "where expires < …": an update that changes nothing still finds the live row
    this.touch = change("update " + table + " set updated_at = :now, expires = case when max_age = 0 then expires else "
        + dialect.greatest("expires", wanted) + " end where sid = :key and" + LIVE);

    String remove = "delete from " + table + " where";
    this.delete = change(remove + " sid = :key");
    this.deleteVersion = change(remove + " sid = :key and version = :old_version and" + LIVE);
    this.page = query(select + LIVE + " and sid > :after order by sid" + dialect.limit(), row);
    this.count = query("select count(*) as live from " + table + " where" + LIVE, List.of(SqlField.number("live")));
    this.clear = change("delete from " + table);
    this.dead =
        query("select sid from " + table + " where expires <= :deadline order by expires" + dialect.limit(), key);
    this.deleteDead = change(remove + " sid = :key and expires <= :deadline");
    Sweep remover = dialect.sweep(names);
    this.sweep = query(remover.text(),
        remover.returnsReached() ? List.of(SqlField.number("removed"), SqlField.number("reached")) : List.of());
    String returning = dialect.sweepReturning(names);
    this.sweepReturning = returning == null ? null : query(returning, key);
    for (ColumnDefinition column : definition.columns()) {
      String equal = column.name() + " = :c_" + column.name() + " and";
      pageBy.put(column.name(),
          query(select + " " + equal + LIVE + " and sid > :after order by sid" + dialect.limit(), row));
      deleteBy.put(column.name(), change(remove + " " + equal + " sid <> :except"));
    }
  }

  private void knowColumn(SqlField column) {
    known.add(new SqlField("c_" + column.name(), column.type()));
  }

  /** {@return the type of a declared column's values in a row} */
  private static Class<?> raw(ColumnDefinition column) {
    return column.type() == Instant.class ? Long.class : column.type() == UUID.class ? String.class : column.type();
  }

  private SqlStatement query(String text, List<SqlField> results) {
    return new SqlStatement(text, known, results);
  }

  private SqlStatement change(String text) {
    return new SqlStatement(text, known, List.of());
  }

  /** The values of one call, by index: that saves a map per call. */
  private final class Values {

    private final @Nullable Object[] all = new @Nullable Object[known.size()];

    Values set(Parameter parameter, Object value) {
      all[parameter.ordinal()] = value;
      return this;
    }

    void set(int index, @Nullable Object value) {
      all[index] = value;
    }

    /** Sets the time and what determines an expiry. */
    Values set(ExpiryTerms terms) {
      return set(Parameter.NOW, terms.now()).set(Parameter.IDLE, terms.idle()).set(Parameter.LIFETIME, terms.lifetime())
          .set(Parameter.LATEST, terms.latest());
    }

    SqlCall of(SqlStatement statement) {
      return new SqlCall(statement, all);
    }
  }

  private SqlCall byKey(SqlStatement statement, String key) {
    return new Values().set(Parameter.KEY, key).of(statement);
  }

  private Values written(SessionRow row, Map<String, @Nullable Object> atCreation) {
    Values values = new Values();
    values.set(ROW, row.key());
    values.set(ROW + 1, row.data());
    values.set(ROW + 2, row.expires());
    values.set(ROW + 3, row.maxAge());
    values.set(ROW + 4, row.version());
    values.set(ROW + 5, row.createdAt());
    values.set(ROW + 6, row.updatedAt());
    for (int i = 0; i < declared.size(); i++) {
      values.set(DECLARED + i, row.columns().get(declared.get(i)));
    }
    for (int i = 0; i < filledAtCreation.size(); i++) {
      values.set(DECLARED + declared.size() + i, atCreation.get(filledAtCreation.get(i)));
    }
    return values;
  }

  SqlCall find(String key) {
    return byKey(find, key);
  }

  SqlCall findAll(List<String> keys) {
    return findAll.of(keys);
  }

  SqlCall times(String key) {
    return byKey(times, key);
  }

  SqlCall insert(SessionRow row, Map<String, @Nullable Object> atCreation) {
    return written(row, atCreation).of(insert);
  }

  /**
   * {@return null if there is no such statement; then use {@link #overwrite}, else {@link #insert}}
   */
  @Nullable SqlCall upsert(SessionRow row, Map<String, @Nullable Object> atCreation, ExpiryTerms terms) {
    return upsert == null ? null : written(row, atCreation).set(terms).of(upsert);
  }

  SqlCall overwrite(SessionRow row, ExpiryTerms terms) {
    return written(row, Map.of()).set(terms).of(overwrite);
  }

  SqlCall update(String key, long version, long now, SessionRow row, boolean slides) {
    return written(row, Map.of()).set(Parameter.KEY, key).set(Parameter.OLD_VERSION, version).set(Parameter.NOW, now)
        .of(slides ? slide : replace);
  }

  SqlCall touch(String key, ExpiryTerms terms) {
    return new Values().set(Parameter.KEY, key).set(terms).of(touch);
  }

  SqlCall delete(String key) {
    return byKey(delete, key);
  }

  SqlCall delete(String key, long version, long now) {
    return new Values().set(Parameter.KEY, key).set(Parameter.OLD_VERSION, version).set(Parameter.NOW, now)
        .of(deleteVersion);
  }

  SqlCall page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit) {
    Values values =
        new Values().set(Parameter.AFTER, orNone(after)).set(Parameter.NOW, now).set(Parameter.LIMIT, limit);
    if (column == null) {
      return values.of(page);
    }
    SqlStatement statement = declared(pageBy, column);
    values.set(DECLARED + declared.indexOf(column), value);
    return values.of(statement);
  }

  private static String orNone(@Nullable String key) {
    return key == null || key.isEmpty() ? NO_KEY : key;
  }

  SqlCall count(long now) {
    return new Values().set(Parameter.NOW, now).of(count);
  }

  SqlCall clear() {
    return new Values().of(clear);
  }

  SqlCall deleteBy(String column, Object value, @Nullable String except) {
    SqlStatement statement = declared(deleteBy, column);
    Values values = new Values().set(Parameter.EXCEPT, orNone(except));
    values.set(DECLARED + declared.indexOf(column), value);
    return values.of(statement);
  }

  private static SqlStatement declared(Map<String, SqlStatement> by, String column) {
    SqlStatement statement = by.get(column);
    if (statement == null) {
      throw new IllegalArgumentException("The column is not declared; add it to the option columns.");
    }
    return statement;
  }

  SqlCall dead(long deadline, int limit) {
    return bounded(dead, deadline, limit, Long.MIN_VALUE);
  }

  SqlCall deleteDead(String key, long deadline) {
    return new Values().set(Parameter.KEY, key).set(Parameter.DEADLINE, deadline).of(deleteDead);
  }

  SqlCall sweep(long deadline, int limit, long from) {
    return bounded(sweep, deadline, limit, from);
  }

  private SqlCall bounded(SqlStatement statement, long deadline, int limit, long from) {
    return new Values().set(Parameter.DEADLINE, deadline).set(Parameter.LIMIT, limit).set(Parameter.FROM, from)
        .of(statement);
  }

  /** {@return null if a delete returns no keys; then use {@link #dead} and {@link #deleteDead}} */
  @Nullable SqlCall sweepReturning(long deadline, int limit) {
    return sweepReturning == null ? null : bounded(sweepReturning, deadline, limit, Long.MIN_VALUE);
  }
}
