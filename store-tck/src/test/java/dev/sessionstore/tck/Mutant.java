package dev.sessionstore.tck;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.jdbc.JdbcSessionTable;
import dev.sessionstore.memory.InMemorySessionTable;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.tck.probe.StatementProbe;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A store with one thing wrong; {@code mutants.md} says which rules must notice.
 *
 * @param wrong what is wrong, in words
 * @param sql whether it is in H2, through the reference backend; else in memory
 * @param rows makes the table wrong
 * @param text makes an SQL text wrong
 * @param options makes the options wrong
 * @param store makes the engine wrong
 * @param database a wrong DataSource between store and kit
 * @param pool a wrong DataSource for both
 */
record Mutant(String wrong, boolean sql, UnaryOperator<SessionTable> rows, UnaryOperator<String> text,
    Consumer<SessionStoreOptions.Builder> options, BiFunction<SessionStore, StatementProbe, SessionStore> store,
    UnaryOperator<DataSource> database, UnaryOperator<DataSource> pool) {

  private static Mutant right(String wrong, boolean sql) {
    return new Mutant(wrong, sql, table -> table, text -> text, o -> {}, (store, probe) -> store,
        database -> database, pool -> pool);
  }

  private Mutant withRows(UnaryOperator<SessionTable> table) {
    return new Mutant(wrong, sql, table, text, options, store, database, pool);
  }

  private Mutant withOptions(Consumer<SessionStoreOptions.Builder> set) {
    return new Mutant(wrong, sql, rows, text, set, store, database, pool);
  }

  private Mutant withStore(BiFunction<SessionStore, StatementProbe, SessionStore> engine) {
    return new Mutant(wrong, sql, rows, text, options, engine, database, pool);
  }

  static Mutant rows(String wrong, UnaryOperator<SessionTable> rows) {
    return right(wrong, false).withRows(rows);
  }

  static Mutant rowsInH2(String wrong, UnaryOperator<SessionTable> rows) {
    return right(wrong, true).withRows(rows);
  }

  static Mutant options(String wrong, Consumer<SessionStoreOptions.Builder> options) {
    return right(wrong, false).withOptions(options);
  }

  static Mutant optionsInH2(String wrong, Consumer<SessionStoreOptions.Builder> options) {
    return right(wrong, true).withOptions(options);
  }

  static Mutant store(String wrong, UnaryOperator<SessionStore> store) {
    return right(wrong, false).withStore((right, probe) -> store.apply(right));
  }

  static Mutant storeInH2(String wrong, UnaryOperator<SessionStore> store) {
    return right(wrong, true).withStore((right, probe) -> store.apply(right));
  }

  /** In H2; the store can reach the kit's probe. */
  static Mutant storeAndProbe(String wrong, BiFunction<SessionStore, StatementProbe, SessionStore> store) {
    return right(wrong, true).withStore(store);
  }

  static Mutant sql(String wrong, UnaryOperator<String> text) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, m.rows, text, m.options, m.store, m.database, m.pool);
  }

  static Mutant database(String wrong, UnaryOperator<DataSource> database) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, m.rows, m.text, m.options, m.store, database, m.pool);
  }

  static Mutant pool(String wrong, UnaryOperator<DataSource> pool) {
    Mutant m = right(wrong, true);
    return new Mutant(wrong, true, m.rows, m.text, m.options, m.store, m.database, pool);
  }

  SessionStore open(SessionStore.Builder prepared, InMemorySessionTable storage, DataSource watched,
      StatementProbe probe) {
    SessionStore opened = prepared.options(options)
        .table(definition -> rows.apply(sql
            ? JdbcSessionTable.on(WrongSql.rewriting(database.apply(watched), text)).open(definition)
            : storage))
        .open();
    return store.apply(opened, probe);
  }

  @Override
  public String toString() {
    return wrong;
  }
}
