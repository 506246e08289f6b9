package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.SqlCall;
import dev.sessionstore.spi.SqlSchema;
import dev.sessionstore.spi.SqlStatements;
import dev.sessionstore.spi.TableDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** Rows through a {@link StatelessSession}: one per operation, on an auto-committing connection of its own. Thread-safe. */
public final class HibernateSessionTable implements SessionTable {

  private final DataSource dataSource;
  private final TableDefinition definition;
  private final SessionFactory factory;
  private final SqlStatements sql;

  private HibernateSessionTable(DataSource dataSource, TableDefinition definition) {
    this.dataSource = dataSource;
    this.definition = definition;
    this.sql = new SqlStatements(definition);
    Configuration configuration = new Configuration();
    StandardServiceRegistryBuilder settings = configuration.getStandardServiceRegistryBuilder();
    settings.applySettings(Map.of(
        AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource,
        AvailableSettings.ALLOW_UPDATE_OUTSIDE_TRANSACTION, true,
        AvailableSettings.USE_SECOND_LEVEL_CACHE, false));
    this.factory = configuration.buildSessionFactory(settings.build());
  }

  /**
   * On a plain DataSource, which stays open when the table closes.
   *
   * @param dataSource where the table is
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource) {
    return definition -> {
      try (Connection connection = dataSource.getConnection()) {
        SqlSchema.requireKnown(connection);
      } catch (SQLException e) {
        throw new GenericJDBCException("The database cannot be reached.", e);
      }
      return new HibernateSessionTable(dataSource, definition);
    };
  }

  @Override
  public @Nullable SessionRow find(String key) {
    List<SessionRow> rows = rows(sql.find(key));
    return rows.isEmpty() ? null : rows.get(0);
  }

  @Override
  public void insert(SessionRow row) {
    execute(sql.insert(row));
  }

  @Override
  public Times upsert(SessionRow row, long now, long lifetime) {
    return in(session -> {
      SqlCall call = sql.upsert(row, now, lifetime);
      NativeQuery<Object[]> query = bind(session.createNativeQuery(call.sql(), Object[].class), call)
          .addScalar("created_at", StandardBasicTypes.LONG).addScalar("expires", StandardBasicTypes.LONG);
      Object[] times = query.getSingleResult();
      return new Times((Long) times[0], (Long) times[1]);
    });
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
    return execute(sql.update(key, version, now, row, slide)) > 0;
  }

  @Override
  public boolean touch(String key, long now, long idle, long lifetime, long latest) {
    return execute(sql.touch(key, now, idle, lifetime, latest)) > 0;
  }

  @Override
  public boolean delete(String key) {
    return execute(sql.delete(key)) > 0;
  }

  @Override
  public boolean delete(String key, long version, long now) {
    return execute(sql.delete(key, version, now)) > 0;
  }

  @Override
  public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after, long now, int limit) {
    return rows(sql.page(column, value, after, now, limit));
  }

  @Override
  public long count(long now) {
    return in(session -> {
      SqlCall call = sql.count(now);
      return bind(session.createNativeQuery(call.sql(), Long.class), call).getSingleResult();
    });
  }

  @Override
  public void clear() {
    execute(sql.clear());
  }

  @Override
  public int deleteBy(String column, Object value, @Nullable String except) {
    return execute(sql.deleteBy(column, value, except));
  }

  @Override
  public List<SessionRow> dead(long deadline, int limit) {
    return rows(sql.dead(deadline, limit));
  }

  @Override
  public boolean deleteDead(String key, long deadline) {
    return execute(sql.deleteDead(key, deadline)) > 0;
  }

  @Override
  public int purge(long deadline, int limit) {
    return execute(sql.purge(deadline, limit));
  }

  @Override
  public void createTable() {
    in(session -> {
      session.doWork(connection -> SqlSchema.create(connection, definition));
      return true;
    });
  }

  @Override
  public List<String> differences() {
    return in(session -> session.doReturningWork(connection -> SqlSchema.differences(connection, definition)));
  }

  @Override
  public void close() {
    factory.close();
  }

  private int execute(SqlCall call) {
    return in(session -> {
      NativeQuery<?> query = session.createNativeMutationQuery(call.sql()) instanceof NativeQuery<?> natively ? natively : null;
      if (query == null) {
        throw new IllegalStateException("This Hibernate does not hand out native queries; use 7.4.");
      }
      return bind(query.addSynchronizedQuerySpace(definition.tableName()), call).executeUpdate();
    });
  }

  private List<SessionRow> rows(SqlCall call) {
    return in(session -> bind(session.createNativeQuery(call.sql(), Object[].class), call)
        .addScalar("sid", StandardBasicTypes.STRING).addScalar("data", StandardBasicTypes.MATERIALIZED_CLOB).addScalar("expires", StandardBasicTypes.LONG)
        .addScalar("max_age", StandardBasicTypes.LONG).addScalar("version", StandardBasicTypes.LONG).addScalar("created_at", StandardBasicTypes.LONG)
        .addScalar("updated_at", StandardBasicTypes.LONG).getResultList().stream()
        .map(v -> new SessionRow((String) v[0], (String) v[1], (Long) v[2], (Long) v[3], (Long) v[4], (Long) v[5], (Long) v[6], Map.of())).toList());
  }

  private static <Q extends NativeQuery<?>> Q bind(Q query, SqlCall call) {
    call.parameters().forEach((name, value) -> {
      if (value != null) {
        query.setParameter(name, value);
      } else if (name.equals("maxAge")) {
        query.setParameter(name, null, Long.class);
      } else {
        query.setParameter(name, null, String.class);
      }
    });
    return query;
  }

  /** One operation: its own connection, auto-committing while it lasts, given back as it came. */
  private <T> T in(Function<StatelessSession, T> operation) {
    try (Connection connection = dataSource.getConnection()) {
      boolean before = connection.getAutoCommit();
      if (!before) {
        connection.setAutoCommit(true);
      }
      try (StatelessSession session = factory.withStatelessOptions().connection(connection).openStatelessSession()) {
        return operation.apply(session);
      } finally {
        if (!before) {
          connection.setAutoCommit(false);
        }
      }
    } catch (SQLException e) {
      throw new GenericJDBCException("The database cannot be reached.", e);
    }
  }
}
