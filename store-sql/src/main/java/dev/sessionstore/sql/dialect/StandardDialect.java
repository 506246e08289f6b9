package dev.sessionstore.sql.dialect;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL for an unknown database: update, else insert, repeated if the key was taken in
 * between.
 */
final class StandardDialect extends SqlDialect {

  @Override
  public String name() {
    return "standard";
  }

  /** None by name: it is for all that no other dialect speaks. */
  @Override
  public Set<String> products() {
    return Set.of();
  }

  @Override
  public @Nullable Upsert upsert(SqlNames names) {
    return null;
  }

  @Override
  public Sweep sweep(SqlNames names) {
    return new Sweep("""
        delete from %1$s where sid in (
          select sid from %1$s where expires <= :deadline order by expires%2$s)
        and expires <= :deadline""".formatted(names.table(), limit()), false);
  }

  @Override
  public @Nullable String sweepReturning(SqlNames names) {
    return null;
  }

  @Override
  public String greatest(String a, String b) {
    return "case when " + a + " > " + b + " then " + a + " else " + b + " end";
  }

  @Override
  public String least(String a, String b) {
    return "case when " + a + " < " + b + " then " + a + " else " + b + " end";
  }

  /** The database may count UTF-16 code units. */
  @Override
  public int width(int characters) {
    return 2 * characters;
  }

  @Override
  public String text(int length) {
    return "varchar(" + length + ")";
  }

  /** Accepts any large text type, since users adapt the DDL file to the database. */
  @Override
  public List<String> documentTypes() {
    return List.of("clob", "text", "longtext", "nclob", "long varchar", "varchar");
  }

  @Override
  public String documentType() {
    return "text";
  }

  @Override
  public String keyType() {
    return "varchar(128)";
  }
}
