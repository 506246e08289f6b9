package dev.sessionstore.sql;

import dev.sessionstore.Column;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.TableDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

  private final SqlStatement find;
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

  private final List<SqlField> known = new ArrayList<>();

  SqlStatements(SqlDialect dialect, TableDefinition definition, List<SqlField> atCreation) {
    SqlNames names = new SqlNames(definition, atCreation);
    String table = names.table();
    SqlNames.OWN.forEach(this::knowColumn);
    definition.columns().forEach(column -> knowColumn(new SqlField(column.name(), raw(column))));
    atCreation.forEach(this::knowColumn);
    List.of("now", "lifetime", "idle", "latest", "old_version", "deadline").forEach(name -> known.add(SqlField.number(name)));
    List.of("key", "after", "except").forEach(name -> known.add(SqlField.text(name)));
    known.add(new SqlField("limit", Integer.class));

    List<SqlField> row = SqlNames.OWN;
    List<SqlField> key = List.of(SqlField.text("sid"));
    List<SqlField> created = List.of(SqlField.number("created_at"), SqlField.number("expires"));
    String select = "select " + SqlNames.own() + " from " + table + " where";
    this.find = query(select + " sid = :key", row);
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
    this.purge = change(dialect.purge(names));
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

  private static SqlCall call(SqlStatement statement, @Nullable Object... namesAndValues) {
    return new SqlCall(statement, values(namesAndValues));
  }

  private static Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return values;
  }

  private static SqlCall written(SqlStatement statement, SessionRow row, Map<String, @Nullable Object> atCreation, @Nullable Object... more) {
    Map<String, @Nullable Object> values = values(more);
    values.put("c_sid", row.key());
    values.put("c_data", row.data());
    values.put("c_expires", row.expires());
    values.put("c_max_age", row.maxAge());
    values.put("c_version", row.version());
    values.put("c_created_at", row.createdAt());
    values.put("c_updated_at", row.updatedAt());
    row.columns().forEach((name, value) -> values.put("c_" + name, value));
    atCreation.forEach((name, value) -> values.put("c_" + name, value));
    return new SqlCall(statement, values);
  }

  SqlCall find(String key) {
    return call(find, "key", key);
  }

  SqlCall times(String key) {
    return call(times, "key", key);
  }

  SqlCall insert(SessionRow row, Map<String, @Nullable Object> atCreation) {
    return written(insert, row, atCreation);
  }

  /** {@return null where no single statement decides: {@link #overwrite}, else {@link #insert}} */
  @Nullable SqlCall upsert(SessionRow row, Map<String, @Nullable Object> atCreation, long now, long lifetime) {
    return upsert == null ? null : written(upsert, row, atCreation, "now", now, "lifetime", lifetime);
  }

  SqlCall overwrite(SessionRow row, long now, long lifetime) {
    return written(overwrite, row, Map.of(), "now", now, "lifetime", lifetime);
  }

  SqlCall update(String key, long version, long now, SessionRow row, boolean slides) {
    return written(slides ? slide : replace, row, Map.of(), "key", key, "old_version", version, "now", now);
  }

  SqlCall touch(String key, long now, long idle, long lifetime, long latest) {
    return call(touch, "key", key, "now", now, "idle", idle, "lifetime", lifetime, "latest", latest);
  }

  SqlCall delete(String key) {
    return call(delete, "key", key);
  }

  SqlCall delete(String key, long version, long now) {
    return call(deleteVersion, "key", key, "old_version", version, "now", now);
  }

  SqlCall page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit) {
    String start = after == null ? "" : after; // no key is empty, so the empty text comes before all of them
    return column == null ? call(page, "now", now, "after", start, "limit", limit)
        : call(declared(pageBy, column), "now", now, "after", start, "limit", limit, "c_" + column, value);
  }

  SqlCall count(long now) {
    return call(count, "now", now);
  }

  SqlCall clear() {
    return call(clear);
  }

  SqlCall deleteBy(String column, Object value, @Nullable String except) {
    return call(declared(deleteBy, column), "c_" + column, value, "except", except == null ? "" : except);
  }

  private static SqlStatement declared(Map<String, SqlStatement> by, String column) {
    SqlStatement statement = by.get(column);
    if (statement == null) {
      throw new IllegalArgumentException("The column is not declared; add it to the option columns.");
    }
    return statement;
  }

  SqlCall dead(long deadline, int limit) {
    return call(dead, "deadline", deadline, "limit", limit);
  }

  SqlCall deleteDead(String key, long deadline) {
    return call(deleteDead, "key", key, "deadline", deadline);
  }

  SqlCall purge(long deadline, int limit) {
    return call(purge, "deadline", deadline, "limit", limit);
  }

  /** {@return null where a delete answers nothing: {@link #dead} and {@link #deleteDead}} */
  @Nullable SqlCall purgeAnswering(long deadline, int limit) {
    return purgeAnswering == null ? null : call(purgeAnswering, "deadline", deadline, "limit", limit);
  }
}
