package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.logging.Log;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.AutoMappingBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.apache.ibatis.transaction.managed.ManagedTransaction;

/**
 * The store's own: no environment, no caches, no setting, alias, handler or plugin of the user's.
 * MyBatis runs the statements; store-sql binds and reads them, by JDBC.
 *
 * <p>
 * Measured against raw JDBC on H2, PostgreSQL and MariaDB (benchmarks, {@code ordinary}): an
 * annotated mapper and a bean as MyBatis' guide has them find a row at 0.30, 0.84 and 0.83 of its
 * pace and write at 0.82, 0.97 and 0.95; this way it is 0.88, 0.99 and 0.99, and 0.94, 0.98 and
 * 1.01. Thread-safe once built.
 */
final class CallConfiguration extends Configuration {

  CallConfiguration() {
    setCacheEnabled(false);
    setLocalCacheScope(LocalCacheScope.STATEMENT); // GET-5
    setAutoMappingBehavior(AutoMappingBehavior.NONE);
    getLanguageRegistry().register(new CallLanguage());
    addMapper(CallMapper.class);
  }

  /** {@return a session that neither commits nor closes the connection} */
  SqlSession on(Connection connection) {
    return new DefaultSqlSession(this, newExecutor(new ManagedTransaction(connection, false), ExecutorType.SIMPLE),
        true);
  }

  @Override
  public Executor newExecutor(Transaction transaction, ExecutorType type) {
    return new QuietExecutor(this, transaction);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared there
  public ResultSetHandler newResultSetHandler(Executor executor, MappedStatement statement, RowBounds bounds,
      ParameterHandler parameters, ResultHandler resultHandler, BoundSql sql) {
    return new CallRows((SqlCall) sql.getParameterObject());
  }

  /**
   * Without the statement log, which writes parameters and rows (ID-5); {@code setLogImpl} would
   * silence the whole JVM.
   */
  private static final class QuietExecutor extends SimpleExecutor {

    QuietExecutor(Configuration configuration, Transaction transaction) {
      super(configuration, transaction);
    }

    /** Without the first-level cache (GET-5), and so without making a key for it. */
    @Override
    @SuppressWarnings("rawtypes") // as declared there
    public <E> List<E> query(MappedStatement statement, Object parameter, RowBounds bounds, ResultHandler resultHandler)
        throws SQLException {
      return doQuery(statement, parameter, bounds, resultHandler, statement.getBoundSql(parameter));
    }

    @Override
    protected Connection getConnection(Log statementLog) throws SQLException {
      return transaction.getConnection();
    }
  }
}
