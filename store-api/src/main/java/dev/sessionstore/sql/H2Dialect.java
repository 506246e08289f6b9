package dev.sessionstore.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** H2 2.x. */
final class H2Dialect extends SqlDialect {

  @Override
  String name() {
    return "h2";
  }

  /** Two merges of one new key may collide (measured, 9 of 800): the engine repeats. */
  @Override
  String upsert(SqlNames names) {
    return "select created_at, expires from final table (merge into " + names.table()
        + " t using (select cast(:c_sid as varchar(128)) as k) s on t.sid = s.k"
        + " when matched then update set " + names.written("%1$s = :c_%1$s")
        + ", created_at = case when t.expires > :now then t.created_at else :c_created_at end"
        + ", expires = case when t.expires > :now then least(:c_expires, t.created_at + :lifetime) else :c_expires end"
        + " when not matched then insert (" + names.all() + ") values (" + names.values() + "))";
  }

  @Override
  boolean upsertAnswers() {
    return true;
  }

  @Override
  String purge(SqlNames names) {
    return "delete from " + names.table() + " where expires <= :deadline" + limit();
  }

  /**
   * SWEEP-3: {@code select … from old table (delete …)} also takes rows that a merge has just revived (measured, 663 of 65,232), which the
   * plain delete never does. {@code final table} is exact, over a merge and over an update (measured, 0 of 32,000).
   */
  @Override
  @Nullable String purgeAnswering(SqlNames names) {
    return null;
  }

  /** It counts halves of surrogate pairs. */
  @Override
  int width(int characters) {
    return 2 * characters;
  }

  @Override
  String text(int length) {
    return "varchar(" + length + ")";
  }

  @Override
  List<String> documentTypes() {
    return List.of("clob");
  }

  @Override
  String documentType() {
    return "clob";
  }

  @Override
  String keyType() {
    return "varchar(128)";
  }
}
