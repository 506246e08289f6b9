package dev.sessionstore.mybatis;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlSessionTable;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Rows through a MyBatis mapper in a configuration of the store's own, with one session per
 * statement on the connection of that statement. Of a user's {@link SqlSessionFactory} it takes the
 * DataSource alone: no transaction, cache, executor, plugin, alias or setting of theirs has a part
 * in it, and nothing is added to their configuration. Thread-safe.
 */
public final class MyBatisSessionTable extends SqlSessionTable {

  private final CallConfiguration configuration = new CallConfiguration();

  private MyBatisSessionTable(DataSource dataSource, MapperMetadata mapping, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), mapping.table(definition), mapping.atCreation());
  }

  /**
   * On a plain DataSource, which stays open when the table closes.
   *
   * @param dataSource where the table is
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource) {
    return on(dataSource, SessionMapper.class);
  }

  /**
   * On a plain DataSource, with the user's own table or columns.
   *
   * @param dataSource where the table is; stays open when the table closes
   * @param mapper an interface that says them; opening throws {@code IllegalArgumentException} when
   *   what it says cannot be
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource, Class<? extends SessionMapper> mapper) {
    Objects.requireNonNull(dataSource, "The DataSource is null; pass the one where the table is.");
    Objects.requireNonNull(mapper, "The mapper is null; pass an interface that extends SessionMapper.");
    return definition -> new MyBatisSessionTable(dataSource, new MapperMetadata(mapper), definition);
  }

  /**
   * On the DataSource of a user's factory, whatever else it is configured to. On mybatis-spring
   * too, operations stay outside the caller's transaction (TX-1).
   *
   * @param factory with an environment; opening throws {@code IllegalStateException} when it has
   *   none
   * @return what opens the table
   */
  public static SessionTableFactory on(SqlSessionFactory factory) {
    return on(factory, SessionMapper.class);
  }

  /**
   * The same, with the user's own table or columns.
   *
   * @param factory with an environment; opening throws {@code IllegalStateException} when it has
   *   none
   * @param mapper an interface that says them, known to the factory or not; opening throws
   *   {@code IllegalArgumentException} when what it says cannot be
   * @return what opens the table
   */
  public static SessionTableFactory on(SqlSessionFactory factory, Class<? extends SessionMapper> mapper) {
    Objects.requireNonNull(factory, "The SqlSessionFactory is null; pass the application's.");
    return definition -> on(dataSource(factory), mapper).open(definition);
  }

  private static DataSource dataSource(SqlSessionFactory factory) {
    @Nullable Environment environment = factory.getConfiguration().getEnvironment();
    if (environment == null) {
      throw new IllegalStateException("The SqlSessionFactory's configuration has no environment, so no DataSource; "
          + "set one, or pass the DataSource itself.");
    }
    return environment.getDataSource();
  }

  @Override
  protected int execute(Connection connection, SqlCall call) {
    try (SqlSession session = configuration.on(connection)) {
      return session.update(CallMapper.EXECUTE, call);
    }
  }

  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) {
    try (SqlSession session = configuration.on(connection)) {
      return session.selectList(CallMapper.QUERY, call);
    }
  }

  /** Nothing of its own is open. */
  @Override
  public void close() {}
}
