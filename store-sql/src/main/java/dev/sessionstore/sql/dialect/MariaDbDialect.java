package dev.sessionstore.sql.dialect;

import java.util.Set;

/** MariaDB 10.6 and later: MySQL's statements, and writes that return rows. */
final class MariaDbDialect extends MySqlDialect {

  @Override
  public String name() {
    return "mariadb";
  }

  @Override
  public Set<String> products() {
    return Set.of("MariaDB");
  }

  @Override
  public Upsert upsert(SqlNames names) {
    return new Upsert(super.upsert(names).text() + " returning created_at, expires", true);
  }

  @Override
  public String sweepReturning(SqlNames names) {
    return sweep(names).text() + " returning sid";
  }

  @Override
  public String text(int length) {
    return "varchar(" + length + ") character set utf8mb4 collate utf8mb4_nopad_bin";
  }
}
