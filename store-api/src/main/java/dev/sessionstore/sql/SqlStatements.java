package dev.sessionstore.sql;

import dev.sessionstore.Column;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.TableDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statement behind each operation of {@link SessionTable}, its text fixed when the table opens (SQL-3). A method named like one of
 * that interface's stands for it. Thread-safe.
 */
final class SqlStatements {

  private static final String LIVE = " expires > :now";

  /**
   * In place of a key where there is none: comes before all keys, which begin with a visible character, and equals none. Not the empty
   * text: in some modes of MariaDB and H2 that is null, to which nothing compares (LIST-2, COL-4).
   */
  private static final String NO_KEY = " ";

  /** Where a call's values stand, in the order of {@link #known}: no map per call. */
  private static final List<SqlField> GIVEN = List.of(SqlField.text("key"), SqlField.number("now"), SqlField.number("old_version"),
      SqlField.number("idle"), SqlField.number("lifetime"), SqlField.number("latest"), SqlField.number("deadline"), SqlField.text("after"),
      SqlField.text("except"), new SqlField("limit", Integer.class), SqlField.number("from"));
  private static final int KEY = 0;
  private static final int NOW = 1;
  private static final int OLD_VERSION = 2;
  private static final int IDLE = 3;
  private static final int LIFETIME = 4;
  private static final int LATEST = 5;
  private static final int DEADLINE = 6;
  private static final int AFTER = 7;
  private static final int EXCEPT = 8;
  private static final int LIMIT = 9;
  private static final int FROM = 10;
  /** The row's own columns, in their order; behind them the declared ones, then those filled at creation. */
  private static final int ROW = 11;
  private static final int DECLARED = ROW + SqlNames.OWN.size();

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
  private final SqlStatement purge;
  private final @Nullable SqlStatement purgeAnswering;
  private final Map<String, SqlStatement> pageBy = new LinkedHashMap<>();
  private final Map<String, SqlStatement> deleteBy = new LinkedHashMap<>();

  private final List<SqlField> known = new ArrayList<>(GIVEN);
  private final List<String> declared;
  private final List<String> filledAtCreation;

  SqlStatements(SqlDialect dialect, TableDefinition definition, List<SqlField> atCreation) {
    SqlNames names = new SqlNames(definition, atCreation);
    String table = names.table();
    SqlNames.OWN.forEach(this::knowColumn);
    definition.columns().forEach(column -> knowColumn(new SqlField(column.name(), raw(column))));
    atCreation.forEach(this::knowColumn);
    this.declared = definition.columns().stream().map(Column::name).toList();
    this.filledAtCreation = atCreation.stream().map(SqlField::name).toList();

    List<SqlField> row = SqlNames.OWN;
    List<SqlField> key = List.of(SqlField.text("sid"));
    List<SqlField> created = List.of(SqlField.number("created_at"), SqlField.number("expires"));
    String select = "select " + SqlNames.own() + " from " + table + " where";
    this.find = query(select + " sid = :key", row);
    this.findAll = new SqlFindAll(select);
    this.times = query("select created_at, expires from " + table + " where sid = :key", created);
    this.insert = change("insert into " + table + " (" + names.all() + ") values (" + names.values() + ")");
    String merge = dialect.upsert(names);
    this.upsert = merge == null ? null : query(merge, dialect.upsertAnswers() ? created : List.of());

    String written = names.written("%1$s = :c_%1$s");
    String capped = dialect.least(":c_expires", "created_at + :lifetime");
    this.overwrite = change("update " + table + " set " + written + ", created_at = case when" + LIVE + " then created_at else :c_created_at end"
        + ", expires = case when" + LIVE + " then " + capped + " else :c_expires end where sid = :c_sid");
    String rewrite = "update " + table + " set sid = :c_sid, " + written + ", expires = %s where sid = :key and version = :old_version and" + LIVE;
    this.slide = change(String.format(rewrite, dialect.greatest("expires", ":c_expires"))); // EXPIRY-7
    this.replace = change(String.format(rewrite, ":c_expires"));
    String wanted = dialect.least(dialect.least(":now + coalesce(max_age, :idle)", "created_at + :lifetime"), ":latest");
    // TOUCH-3: not "where expires < …": an update that changes nothing still finds the live row
    this.touch = change("update " + table + " set updated_at = :now, expires = case when max_age = 0 then expires else "
        + dialect.greatest("expires", wanted) + " end where sid = :key and" + LIVE);

    String remove = "delete from " + table + " where";
    this.delete = change(remove + " sid = :key");
    this.deleteVersion = change(remove + " sid = :key and version = :old_version and" + LIVE);
    this.page = query(select + LIVE + " and sid > :after order by sid" + dialect.limit(), row);
    this.count = query("select count(*) as live from " + table + " where" + LIVE, List.of(SqlField.number("live")));
    this.clear = change("delete from " + table);
    this.dead = query("select sid from " + table + " where expires <= :deadline order by expires" + dialect.limit(), key);
    this.deleteDead = change(remove + " sid = :key and expires <= :deadline");
    this.purge = new SqlStatement(dialect.purge(names), known,
        dialect.purgeAnswersReached() ? List.of(SqlField.number("removed"), SqlField.number("reached")) : List.of());
    String answering = dialect.purgeAnswering(names);
    this.purgeAnswering = answering == null ? null : query(answering, key);
    for (Column<?> column : definition.columns()) {
      String equal = column.name() + " = :c_" + column.name() + " and";
      pageBy.put(column.name(), query(select + " " + equal + LIVE + " and sid > :after order by sid" + dialect.limit(), row));
      deleteBy.put(column.name(), change(remove + " " + equal + " sid <> :except"));
    }
  }

  private void knowColumn(SqlField column) {
    known.add(new SqlField("c_" + column.name(), column.type()));
  }

  /** {@return how a row holds a declared column's values} */
  private static Class<?> raw(Column<?> column) {
    return column.type() == Instant.class ? Long.class : column.type() == UUID.class ? String.class : column.type();
  }

  private SqlStatement query(String text, List<SqlField> results) {
    return new SqlStatement(text, known, results);
  }

  private SqlStatement change(String text) {
    return new SqlStatement(text, known, List.of());
  }

  private @Nullable Object[] values() {
    return new @Nullable Object[known.size()];
  }

  private SqlCall byKey(SqlStatement statement, String key) {
    @Nullable Object[] values = values();
    values[KEY] = key;
    return new SqlCall(statement, values);
  }

  private @Nullable Object[] written(SessionRow row, Map<String, @Nullable Object> atCreation) {
    @Nullable Object[] values = values();
    values[ROW] = row.key();
    values[ROW + 1] = row.data();
    values[ROW + 2] = row.expires();
    values[ROW + 3] = row.maxAge();
    values[ROW + 4] = row.version();
    values[ROW + 5] = row.createdAt();
    values[ROW + 6] = row.updatedAt();
    for (int i = 0; i < declared.size(); i++) {
      values[DECLARED + i] = row.columns().get(declared.get(i));
    }
    for (int i = 0; i < filledAtCreation.size(); i++) {
      values[DECLARED + declared.size() + i] = atCreation.get(filledAtCreation.get(i));
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
    return new SqlCall(insert, written(row, atCreation));
  }

  /** {@return null where no single statement decides: {@link #overwrite}, else {@link #insert}} */
  @Nullable SqlCall upsert(SessionRow row, Map<String, @Nullable Object> atCreation, long now, long lifetime) {
    return upsert == null ? null : replacing(upsert, row, atCreation, now, lifetime);
  }

  SqlCall overwrite(SessionRow row, long now, long lifetime) {
    return replacing(overwrite, row, Map.of(), now, lifetime);
  }

  private SqlCall replacing(SqlStatement statement, SessionRow row, Map<String, @Nullable Object> atCreation, long now, long lifetime) {
    @Nullable Object[] values = written(row, atCreation);
    values[NOW] = now;
    values[LIFETIME] = lifetime;
    return new SqlCall(statement, values);
  }

  SqlCall update(String key, long version, long now, SessionRow row, boolean slides) {
    @Nullable Object[] values = written(row, Map.of());
    values[KEY] = key;
    values[OLD_VERSION] = version;
    values[NOW] = now;
    return new SqlCall(slides ? slide : replace, values);
  }

  SqlCall touch(String key, long now, long idle, long lifetime, long latest) {
    @Nullable Object[] values = values();
    values[KEY] = key;
    values[NOW] = now;
    values[IDLE] = idle;
    values[LIFETIME] = lifetime;
    values[LATEST] = latest;
    return new SqlCall(touch, values);
  }

  SqlCall delete(String key) {
    return byKey(delete, key);
  }

  SqlCall delete(String key, long version, long now) {
    @Nullable Object[] values = values();
    values[KEY] = key;
    values[OLD_VERSION] = version;
    values[NOW] = now;
    return new SqlCall(deleteVersion, values);
  }

  SqlCall page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit) {
    @Nullable Object[] values = values();
    values[AFTER] = orNone(after);
    values[NOW] = now;
    values[LIMIT] = limit;
    if (column == null) {
      return new SqlCall(page, values);
    }
    SqlStatement statement = declared(pageBy, column);
    values[DECLARED + declared.indexOf(column)] = value;
    return new SqlCall(statement, values);
  }

  private static String orNone(@Nullable String key) {
    return key == null || key.isEmpty() ? NO_KEY : key;
  }

  SqlCall count(long now) {
    @Nullable Object[] values = values();
    values[NOW] = now;
    return new SqlCall(count, values);
  }

  SqlCall clear() {
    return new SqlCall(clear, values());
  }

  SqlCall deleteBy(String column, Object value, @Nullable String except) {
    SqlStatement statement = declared(deleteBy, column);
    @Nullable Object[] values = values();
    values[DECLARED + declared.indexOf(column)] = value;
    values[EXCEPT] = orNone(except);
    return new SqlCall(statement, values);
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
    @Nullable Object[] values = values();
    values[KEY] = key;
    values[DEADLINE] = deadline;
    return new SqlCall(deleteDead, values);
  }

  SqlCall purge(long deadline, int limit, long from) {
    return bounded(purge, deadline, limit, from);
  }

  private SqlCall bounded(SqlStatement statement, long deadline, int limit, long from) {
    @Nullable Object[] values = values();
    values[DEADLINE] = deadline;
    values[LIMIT] = limit;
    values[FROM] = from;
    return new SqlCall(statement, values);
  }

  /** {@return null where a delete answers nothing: {@link #dead} and {@link #deleteDead}} */
  @Nullable SqlCall purgeAnswering(long deadline, int limit) {
    return purgeAnswering == null ? null : bounded(purgeAnswering, deadline, limit, Long.MIN_VALUE);
  }
}
