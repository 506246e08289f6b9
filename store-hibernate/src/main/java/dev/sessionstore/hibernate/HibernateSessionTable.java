package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlField;
import dev.sessionstore.sql.SqlSessionTable;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Rows through a {@link StatelessSession}, one per statement, on the connection of that statement. Thread-safe. */
public final class HibernateSessionTable extends SqlSessionTable {

  private final TableDefinition definition;
  private final SessionFactory factory;

  private HibernateSessionTable(DataSource dataSource, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), definition, List.of());
    this.definition = definition;
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
    return definition -> new HibernateSessionTable(dataSource, definition);
  }

  @Override
  protected int execute(Connection connection, SqlCall call) {
    try (StatelessSession session = on(connection)) {
      NativeQuery<?> query = session.createNativeQuery(call.statement().text(), Object[].class).addSynchronizedQuerySpace(definition.tableName());
      return bind(query, call).executeUpdate();
    }
  }

  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) {
    try (StatelessSession session = on(connection)) {
      NativeQuery<@Nullable Object[]> query = session.createNativeQuery(call.statement().text(), Object[].class);
      query.addSynchronizedQuerySpace(definition.tableName());
      call.statement().results().forEach(result -> query.addScalar(result.name(), result.type()));
      return bind(query, call).getResultList();
    }
  }

  private StatelessSession on(Connection connection) {
    return factory.withStatelessOptions().connection(connection).openStatelessSession();
  }

  private static <Q extends NativeQuery<?>> Q bind(Q query, SqlCall call) {
    List<SqlField> parameters = call.statement().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      bind(query, parameters.get(i), call.value(i));
    }
    return query;
  }

  @SuppressWarnings("unchecked") // a call's values are of their parameters' types
  private static <T> void bind(NativeQuery<?> query, SqlField parameter, @Nullable Object value) {
    query.setParameter(parameter.name(), (T) value, (Class<T>) parameter.type());
  }

  @Override
  public void close() {
    factory.close();
  }
}
