package dev.sessionstore.ebean;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.CreationColumns;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlSessionTable;
import dev.sessionstore.sql.SqlStatement;
import io.ebean.Database;
import io.ebean.SqlQuery;
import io.ebean.config.dbplatform.DatabasePlatform;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows through Ebean's {@link SqlQuery}, on the connection of each statement: outside Ebean's
 * thread-bound transaction, beside its caches and its SQL log. Stays out of
 * {@code DB.getDefault()}.
 *
 * <p>
 * On a Database of the application's, connections come from its main DataSource, never from the
 * read-only one (GET-7), and Ebean's second-level caches are neither read nor cleared: leave
 * {@code @Cache} off a session's bean. Thread-safe.
 */
public final class EbeanSessionTable extends SqlSessionTable {

  private final Database database;
  private final boolean ownsDatabase;

  private EbeanSessionTable(DataSource dataSource, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), definition, CreationColumns.none());
    this.ownsDatabase = true;
    this.database = binder(dataSource);
  }

  private EbeanSessionTable(Database database, DataSource dataSource, TableDefinition definition,
      BeanMapping<?> beans) {
    super(ConnectionSource.of(dataSource), beans.on(definition), beans.atCreation());
    this.ownsDatabase = false;
    this.database = database;
  }

  /**
   * Ebean looks for its own parts by the context class loader, and a pool's thread may carry one
   * that sees nothing.
   */
  private static Database binder(DataSource dataSource) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Database.class.getClassLoader());
    try {
      return build(dataSource);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * It only binds and reads values of plain types: any platform will do, no bean, no configuration
   * file, no connection of its own.
   */
  private static Database build(DataSource dataSource) {
    return Database.builder().name("session-store").register(false).defaultDatabase(false)
        .loadModuleInfo(false).disableClasspathSearch(true)
        .databasePlatform(new DatabasePlatform()).dataSource(dataSource).skipDataSourceCheck(true)
        .ddlGenerate(false).ddlRun(false).runMigration(false).shutdownHook(false)
        .build();
  }

  /**
   * On a plain DataSource, which stays open when the table closes; through a Database of the
   * table's own.
   *
   * @param dataSource where the table is
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource) {
    return definition -> new EbeanSessionTable(dataSource, definition);
  }

  /**
   * On the application's Database, which stays open, with {@link SessionBean} and its table
   * {@code sessions}.
   *
   * @param database knows that bean
   * @return what opens the table; an {@code IllegalArgumentException} comes then when the Database
   * does not know the bean
   */
  public static SessionTableFactory on(Database database) {
    return on(database, SessionBean.class);
  }

  /**
   * On the application's Database, with its own bean, whose table is used: the option
   * {@code tableName} is ignored. Columns that the store does not know are filled from a bean made
   * by the constructor without arguments when a row is new, and never written again (COL-5); those
   * with {@code @Column(insertable = false)} not even then.
   *
   * @param database stays open
   * @param bean known to the Database
   * @param <B> the bean
   * @return what opens the table; an {@code IllegalArgumentException} comes then when the Database
   * does not know the bean, or a table's or column's name is not plain
   */
  public static <B extends MappedSession> SessionTableFactory on(Database database, Class<B> bean) {
    return definition -> open(database, bean, null, definition);
  }

  /**
   * The same, with the application's way to make the bean of a new row.
   *
   * @param database stays open
   * @param bean known to the Database
   * @param creation called once per row that may be new, on the calling thread, with no connection
   *   held; sets no association
   * @param <B> the bean
   * @return what opens the table; fails as {@link #on(Database, Class)} does
   */
  public static <B extends MappedSession> SessionTableFactory on(Database database, Class<B> bean,
      Supplier<B> creation) {
    return definition -> open(database, bean, creation, definition);
  }

  private static <B extends MappedSession> EbeanSessionTable open(Database database, Class<B> bean,
      @Nullable Supplier<B> creation, TableDefinition definition) {
    BeanMapping<B> beans = BeanMapping.of(database, bean, creation, definition);
    DataSource dataSource = database.dataSource();
    if (dataSource == null) {
      throw new IllegalArgumentException(
          "The Database " + database.name() + " has no DataSource of its own; pass a DataSource instead.");
    }
    return new EbeanSessionTable(database, dataSource, definition, beans);
  }

  @Override
  protected int execute(Connection connection, SqlCall call) throws SQLException {
    BorrowedConnection borrowed = BorrowedConnection.forCount(connection);
    rows(borrowed.seen(), call);
    return borrowed.count();
  }

  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) throws SQLException {
    return rows(BorrowedConnection.forRows(connection), call);
  }

  private List<@Nullable Object[]> rows(Connection connection, SqlCall call) throws SQLException {
    SqlStatement statement = call.statement();
    SqlQuery query = database.sqlQuery(statement.jdbcText()).usingConnection(connection);
    bind(query, call);
    try {
      return query.mapTo((row, number) -> statement.row(row)).findList();
    } catch (PersistenceException e) {
      throw driversOwn(e);
    }
  }

  private static void bind(SqlQuery query, SqlCall call) {
    int position = 0;
    for (int parameter : call.statement().marks()) {
      Object value = call.value(parameter);
      position++;
      if (value == null) {
        query.setNullParameter(position, call.statement().parameters().get(parameter).jdbcType());
      } else {
        query.setParameter(position, value);
      }
    }
  }

  /** ID-5: Ebean's message may quote a value that it could not bind. */
  private static SQLException driversOwn(PersistenceException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException own) {
        return own;
      }
    }
    throw failure;
  }

  @Override
  public void close() {
    if (ownsDatabase) {
      database.shutdown(false, false); // LIFE-1: the DataSource stays open
    }
  }
}
