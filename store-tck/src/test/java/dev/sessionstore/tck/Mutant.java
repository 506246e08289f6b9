package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.tck.probe.StatementProbe;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A store with one line wrong; {@code mutants.md} says which rules must notice.
 *
 * @param wrong what is wrong, in words
 * @param sql whether it lives in H2, through the reference backend; else in memory
 * @param fault wrong rows
 * @param text wrong SQL
 * @param options wrong options
 * @param store a wrong engine
 * @param database a wrong DataSource between store and kit
 * @param pool a wrong DataSource for both
 */
record Mutant(String wrong, boolean sql, WrongTable.Fault fault, UnaryOperator<String> text,
    Consumer<SessionStoreOptions.Builder> options, BiFunction<SessionStore, StatementProbe, SessionStore> store,
    UnaryOperator<DataSource> database, UnaryOperator<DataSource> pool) {

  private static Mutant right(String wrong, boolean sql) {
    return new Mutant(wrong, sql, (right, operation, arguments, original) -> original.call(arguments),
        text -> text, o -> {}, (store, probe) -> store, database -> database, pool -> pool);
  }

  /** In memory. */
  static Mutant rows(String wrong, WrongTable.Fault fault) {
    Mutant m = right(wrong, false);
    return new Mutant(wrong, false, fault, m.text, m.options, m.store, m.database, m.pool);
  }

  /** In H2. */
  static Mutant rowsInSql(String wrong, WrongTable.Fault fault) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, fault, m.text, m.options, m.store, m.database, m.pool);
  }

  static Mutant sql(String wrong, UnaryOperator<String> text) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, m.fault, text, m.options, m.store, m.database, m.pool);
  }

  static Mutant options(String wrong, boolean sql, Consumer<SessionStoreOptions.Builder> options) {
    Mutant m = right(wrong, sql);
    return new Mutant(wrong, sql, m.fault, m.text, options, m.store, m.database, m.pool);
  }

  static Mutant store(String wrong, boolean sql, BiFunction<SessionStore, StatementProbe, SessionStore> store) {
    Mutant m = right(wrong, sql);
    return new Mutant(wrong, sql, m.fault, m.text, m.options, store, m.database, m.pool);
  }

  static Mutant database(String wrong, UnaryOperator<DataSource> database) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, m.fault, m.text, m.options, m.store, database, m.pool);
  }

  static Mutant pool(String wrong, UnaryOperator<DataSource> pool) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, m.fault, m.text, m.options, m.store, m.database, pool);
  }

  SessionStore open(SessionStore.Builder prepared, InMemorySessionTable storage, DataSource watched,
      StatementProbe probe) {
    SessionStore opened = prepared.options(options).table(definition -> WrongTable.of(
        sql ? JdbcSessionTable.on(WrongSql.rewriting(database.apply(watched), text)).open(definition) : storage, fault))
        .open();
    return store.apply(opened, probe);
  }

  @Override
  public String toString() {
    return wrong;
  }
}
