package dev.sessionstore.spi;

import dev.sessionstore.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** H2's text of every row operation, fixed when the store opens (SQL-3). Each method stands for {@link SessionTable}'s of that name. Thread-safe. */
public final class SqlStatements {

  private static final String FIELDS = "sid, data, expires, max_age, version, created_at, updated_at";

  private final List<String> columns;
  private final String find;
  private final String insert;
  private final String upsert;
  private final String slide;
  private final String replace;
  private final String touch;
  private final String delete;
  private final String deleteVersion;
  private final String live;
  private final String count;
  private final String clear;
  private final String deleteBy;
  private final String dead;
  private final String deleteDead;
  private final String purge;

  /**
   * Builds the texts.
   *
   * @param definition validated names
   */
  public SqlStatements(TableDefinition definition) {
    String table = definition.tableName();
    this.columns = definition.columns().stream().map(Column::name).toList();
    String names = FIELDS + joined(", %s");
    String select = "select " + FIELDS + " from " + table;
    String values = ":sid, :data, :expires, cast(:maxAge as bigint), :version, :createdAt, :updatedAt" + joined(", :c_%s");
    String changes = "data = :data, max_age = cast(:maxAge as bigint), version = :version, updated_at = :updatedAt" + joined(", %1$s = :c_%1$s");
    String rewrite = "update " + table + " set sid = :sid, " + changes + ", expires = %s where sid = :key and version = :oldVersion and expires > :now";
    this.find = select + " where sid = :key";
    this.insert = "insert into " + table + " (" + names + ") values (" + values + ")";
    this.upsert = "select created_at, expires from final table (merge into " + table + " t using (select cast(:sid as varchar(128)) as k) s on t.sid = s.k"
        + " when matched then update set " + changes
        + ", created_at = case when t.expires > :now then t.created_at else :createdAt end"
        + ", expires = case when t.expires > :now then least(:expires, t.created_at + :lifetime) else :expires end"
        + " when not matched then insert (" + names + ") values (" + values + "))";
    this.slide = String.format(rewrite, "greatest(expires, :expires)");
    this.replace = String.format(rewrite, ":expires");
    this.touch = "update " + table + " set updated_at = :now, expires = case when max_age = 0 then expires"
        + " else greatest(expires, least(coalesce(max_age, :idle) + :now, created_at + :lifetime, :latest)) end where sid = :key and expires > :now";
    this.delete = "delete from " + table + " where sid = :key";
    this.deleteVersion = delete + " and version = :version and expires > :now";
    this.live = select + " where expires > :now and sid > :after%s order by sid fetch first :limit rows only";
    this.count = "select count(*) from " + table + " where expires > :now";
    this.clear = "delete from " + table;
    this.deleteBy = "delete from " + table + " where %s = :value and sid <> :except";
    this.dead = select + " where expires <= :deadline order by expires fetch first :limit rows only";
    this.deleteDead = delete + " and expires <= :deadline";
    this.purge = "delete from " + table + " where expires <= :deadline fetch first :limit rows only";
  }

  private String joined(String each) {
    return columns.stream().map(name -> String.format(each, name)).collect(Collectors.joining());
  }

  private static SqlCall call(String sql, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return new SqlCall(sql, parameters);
  }

  private SqlCall written(String sql, SessionRow row, @Nullable Object... more) {
    SqlCall call = call(sql, more);
    Map<String, @Nullable Object> p = call.parameters();
    p.put("sid", row.key());
    p.put("data", row.data());
    p.put("expires", row.expires());
    p.put("maxAge", row.maxAge());
    p.put("version", row.version());
    p.put("updatedAt", row.updatedAt());
    columns.forEach(name -> p.put("c_" + name, row.columns().get(name)));
    return call;
  }

  /**
   * {@return the row}
   *
   * @param key the key
   */
  public SqlCall find(String key) {
    return call(find, "key", key);
  }

  /**
   * {@return the insert}
   *
   * @param row the row
   */
  public SqlCall insert(SessionRow row) {
    return written(insert, row, "createdAt", row.createdAt());
  }

  /**
   * {@return the upsert, a query for created_at and expires}
   *
   * @param row the row
   * @param now clock
   * @param lifetime cap
   */
  public SqlCall upsert(SessionRow row, long now, long lifetime) {
    return written(upsert, row, "createdAt", row.createdAt(), "now", now, "lifetime", lifetime);
  }

  /**
   * {@return the conditional update}
   *
   * @param key where
   * @param version held
   * @param now clock
   * @param row what
   * @param slides whether the later expiry stands
   */
  public SqlCall update(String key, long version, long now, SessionRow row, boolean slides) {
    return written(slides ? slide : replace, row, "key", key, "oldVersion", version, "now", now);
  }

  /**
   * {@return the touch}
   *
   * @param key where
   * @param now clock
   * @param idle store's
   * @param lifetime cap
   * @param latest cap
   */
  public SqlCall touch(String key, long now, long idle, long lifetime, long latest) {
    return call(touch, "key", key, "now", now, "idle", idle, "lifetime", lifetime, "latest", latest);
  }

  /**
   * {@return the delete}
   *
   * @param key where
   */
  public SqlCall delete(String key) {
    return call(delete, "key", key);
  }

  /**
   * {@return the conditional delete}
   *
   * @param key where
   * @param version held
   * @param now clock
   */
  public SqlCall delete(String key, long version, long now) {
    return call(deleteVersion, "key", key, "version", version, "now", now);
  }

  /**
   * {@return a page}
   *
   * @param column declared, or null
   * @param value its value
   * @param after start, or null
   * @param now clock
   * @param limit most
   */
  public SqlCall page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit) {
    // no key is empty, so the empty text comes before all of them
    String start = after == null ? "" : after;
    return column == null ? call(String.format(live, ""), "now", now, "after", start, "limit", limit)
        : call(String.format(live, " and " + declared(column) + " = :value"), "now", now, "after", start, "limit", limit, "value", value);
  }

  /**
   * {@return the count}
   *
   * @param now clock
   */
  public SqlCall count(long now) {
    return call(count, "now", now);
  }

  /** {@return the delete of all} */
  public SqlCall clear() {
    return call(clear);
  }

  /**
   * {@return the delete by column}
   *
   * @param column declared
   * @param value its value
   * @param except a key, or null
   */
  public SqlCall deleteBy(String column, Object value, @Nullable String except) {
    return call(String.format(deleteBy, declared(column)), "value", value, "except", except == null ? "" : except);
  }

  private String declared(String column) {
    if (!columns.contains(column)) {
      throw new IllegalArgumentException("The column is not declared; add it to the option columns.");
    }
    return column;
  }

  /**
   * {@return some dead rows}
   *
   * @param deadline dead by
   * @param limit most
   */
  public SqlCall dead(long deadline, int limit) {
    return call(dead, "deadline", deadline, "limit", limit);
  }

  /**
   * {@return the re-checked delete}
   *
   * @param key where
   * @param deadline dead by
   */
  public SqlCall deleteDead(String key, long deadline) {
    return call(deleteDead, "key", key, "deadline", deadline);
  }

  /**
   * {@return the bounded delete}
   *
   * @param deadline dead by
   * @param limit most
   */
  public SqlCall purge(long deadline, int limit) {
    return call(purge, "deadline", deadline, "limit", limit);
  }
}
