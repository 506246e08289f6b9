package dev.sessionstore.sql;

/** MariaDB 10.6 and later: MySQL's texts, and writes that answer rows. */
final class MariaDbDialect extends MySqlDialect {

  @Override
  String name() {
    return "mariadb";
  }

  @Override
  String upsert(SqlNames names) {
    return super.upsert(names) + " returning created_at, expires";
  }

  @Override
  boolean upsertAnswers() {
    return true;
  }

  @Override
  String purgeAnswering(SqlNames names) {
    return purge(names) + " returning sid";
  }

  @Override
  String text(int length) {
    return "varchar(" + length + ") character set utf8mb4 collate utf8mb4_nopad_bin";
  }
}
