package dev.sessionstore.benchmarks;

import dev.sessionstore.hibernate.SessionEntity;
import dev.sessionstore.spi.SessionRow;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.query.MutationQuery;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * As Hibernate's guide has it: a stateless session per call, the entity by its key, native SQL in a
 * transaction.
 */
final class OrdinaryHibernate implements PlainTable {

  private static final String INSERT = numbered(RawTable.INSERT);
  private static final String UPDATE = numbered(RawTable.UPDATE);
  private static final String TOUCH = numbered(RawTable.TOUCH);
  private static final String DELETE = numbered(RawTable.DELETE);

  private final SessionFactory factory;

  OrdinaryHibernate(DataSource dataSource) {
    Configuration configuration = new Configuration().addAnnotatedClass(SessionEntity.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    this.factory = configuration.buildSessionFactory();
  }

  private static String numbered(String sql) {
    int[] number = {0};
    return Pattern.compile("\\?").matcher(sql)
        .replaceAll(mark -> Matcher.quoteReplacement("?" + ++number[0]));
  }

  @Override
  public @Nullable SessionRow find(String key) {
    try (StatelessSession session = factory.openStatelessSession()) {
      SessionEntity found = session.get(SessionEntity.class, key);
      return found == null
          ? null
          : new SessionRow(found.getSid(), found.getData(), found.getExpires(), found.getMaxAge(), found.getVersion(),
              found.getCreatedAt(), found.getUpdatedAt(), Map.of());
    }
  }

  private int run(String sql, ToIntFunction<MutationQuery> run) {
    return factory.fromStatelessTransaction(session -> run.applyAsInt(session.createNativeMutationQuery(sql)));
  }

  private static MutationQuery setMaxAge(MutationQuery query, int position, @Nullable Long maxAge) {
    return query.setParameter(position, maxAge, StandardBasicTypes.LONG);
  }

  @Override
  public void insert(SessionRow row) {
    run(INSERT,
        insert -> setMaxAge(insert.setParameter(1, row.key()).setParameter(2, row.data()).setParameter(3,
            row.expires()), 4, row.maxAge()).setParameter(5, row.version()).setParameter(6, row.createdAt())
            .setParameter(7, row.updatedAt()).setParameter(8, RawTable.username(row)).executeUpdate());
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row) {
    return run(UPDATE, update -> setMaxAge(update.setParameter(1, row.key()).setParameter(2, row.data()), 3,
        row.maxAge()).setParameter(4, row.version()).setParameter(5, row.updatedAt())
        .setParameter(6, RawTable.username(row)).setParameter(7, row.expires()).setParameter(8, key)
        .setParameter(9, version).setParameter(10, now).executeUpdate()) > 0;
  }

  @Override
  public boolean touch(String key, long now, long idle, long lifetime, long latest) {
    return run(TOUCH,
        touch -> touch.setParameter(1, now).setParameter(2, now).setParameter(3, idle).setParameter(4, lifetime)
            .setParameter(5, latest).setParameter(6, key).setParameter(7, now).executeUpdate())
        > 0;
  }

  @Override
  public boolean delete(String key) {
    return run(DELETE, delete -> delete.setParameter(1, key).executeUpdate()) > 0;
  }

  @Override
  public void close() {
    factory.close();
  }
}
