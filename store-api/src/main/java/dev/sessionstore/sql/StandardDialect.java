package dev.sessionstore.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL for a database the store does not know: update, else insert, repeated when the key
 * was taken meanwhile.
 */
final class StandardDialect extends SqlDialect {

  @Override
  String name() {
    return "standard";
  }

  @Override
  @Nullable String upsert(SqlNames names) {
    return null;
  }

  @Override
  boolean upsertAnswers() {
    return false;
  }

  @Override
  String purge(SqlNames names) {
    return "delete from " + names.table() + " where sid in (select sid from " + names.table()
        + " where expires <= :deadline order by expires" + limit() + ") and expires <= :deadline";
  }

  @Override
  @Nullable String purgeAnswering(SqlNames names) {
    return null;
  }

  @Override
  String greatest(String a, String b) {
    return "case when " + a + " > " + b + " then " + a + " else " + b + " end";
  }

  @Override
  String least(String a, String b) {
    return "case when " + a + " < " + b + " then " + a + " else " + b + " end";
  }

  /** It may count halves of surrogate pairs. */
  @Override
  int width(int characters) {
    return 2 * characters;
  }

  @Override
  String text(int length) {
    return "varchar(" + length + ")";
  }

  /** Whatever large text the database has: the user makes the table by the file, adapted. */
  @Override
  List<String> documentTypes() {
    return List.of("clob", "text", "longtext", "nclob", "long varchar", "varchar");
  }

  @Override
  String documentType() {
    return "text";
  }

  @Override
  String keyType() {
    return "varchar(128)";
  }
}
