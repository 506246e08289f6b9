package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.ConnectionSource;
import dev.sessionstore.sql.CreationColumns;
import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlSessionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Rows through a {@link StatelessSession}, each statement on a connection of its own: never the
 * caller's session, transaction or second-level cache. Thread-safe.
 */
public final class HibernateSessionTable extends SqlSessionTable {

  /** Hibernate's name, in no public class of it, for the filter that {@code @TenantId} defines. */
  private static final String TENANT_ID_FILTER = "_tenantId";

  private final SessionFactoryImplementor factory;
  private final SessionMapping<?> mapping;
  private final boolean ownsFactory;
  /** As many as there were calls at once: each holds a connection, so no more than the pool has. */
  private final ConcurrentLinkedDeque<PooledStatelessSession> idle = new ConcurrentLinkedDeque<>();

  /** On a factory of its own, built after a first connection to the database. */
  private HibernateSessionTable(DataSource dataSource, TableDefinition definition) {
    super(ConnectionSource.of(dataSource), definition, CreationColumns.none());
    this.factory = OwnFactory.build(dataSource, definition.tableName());
    this.mapping = new SessionMapping<>(factory, SessionEntity.class, null, definition.columns());
    this.ownsFactory = true;
  }

  /** On the user's. */
  private HibernateSessionTable(SessionFactoryImplementor factory, SessionMapping<?> mapping, TableDefinition options) {
    super(new FactoryConnections(factory), mapping.definition(options), mapping.atCreation());
    this.factory = factory;
    this.mapping = mapping;
    this.ownsFactory = false;
  }

  /**
   * On a plain DataSource, which stays open when the table closes. Hibernate runs on a
   * SessionFactory of the store's own, which maps the option {@code tableName}, knows nothing of
   * the application's and reads none of its {@code hibernate.*} settings.
   *
   * @param dataSource where the table is
   * @return what opens the table
   */
  public static SessionTableFactory on(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "The dataSource is null; give the application's own.");
    return definition -> new HibernateSessionTable(dataSource, definition);
  }

  /**
   * On the application's own SessionFactory, which maps {@link SessionEntity}. Otherwise as
   * {@link #on(SessionFactory, Class)}.
   *
   * @param factory the application's; never closed by the store
   * @return what opens the table
   */
  public static SessionTableFactory on(SessionFactory factory) {
    return on(factory, SessionEntity.class);
  }

  /**
   * On the application's own SessionFactory and entity: the seed's {@code table}. The table's name
   * is the mapping's, and the option {@code tableName} is ignored. Connections come from the
   * factory's connection provider, one per statement, committed by themselves or by the store; a
   * transaction of the application's is never joined.
   *
   * <p>
   * Attributes of the entity's own get, when a row is first inserted, what an instance fresh from
   * its no-argument constructor holds; no later operation touches them. Only basic attributes are
   * so written (enums, converters and custom types too): associations, embedded, generated,
   * {@code insertable = false} and {@code @ColumnTransformer} ones are left to the column's
   * default, and no {@code @PrePersist} runs. A declared column of the options that the entity maps
   * as well is the options'.
   *
   * <p>
   * Leave the entity out of the second-level cache: the store neither reads nor fills it, and does
   * not tell it of every write. Set {@code hibernate.jdbc.log.errors} to false to keep keys out of
   * Hibernate's own log: databases quote them in messages.
   *
   * @param factory the application's; never closed by the store
   * @param entity mapped there
   * @return what opens the table; it throws {@link IllegalArgumentException} when the entity is not
   * mapped there, not on one table, not on the store's column names, or the factory is multi-tenant
   */
  public static SessionTableFactory on(SessionFactory factory, Class<? extends MappedSession> entity) {
    return open(factory, entity, null);
  }

  /**
   * The same with a supplier of new instances, for values that a constructor cannot know:
   * {@code () -> new WebSession(tenant.current())}.
   *
   * @param factory the application's; never closed by the store
   * @param entity mapped there
   * @param fresh asked before each insert or set, on the calling thread, with no connection held;
   *   what it throws is the cause of a {@link dev.sessionstore.SessionStoreException}
   * @param <E> the entity
   * @return what opens the table
   */
  public static <E extends MappedSession> SessionTableFactory on(SessionFactory factory, Class<E> entity,
      Supplier<? extends E> fresh) {
    Objects.requireNonNull(fresh, "The supplier is null; give one, or leave it out for the entity's constructor.");
    return open(factory, entity, fresh);
  }

  private static <E extends MappedSession> SessionTableFactory open(SessionFactory factory, Class<E> entity,
      @Nullable Supplier<? extends E> fresh) {
    Objects.requireNonNull(factory, "The factory is null; give the application's SessionFactory.");
    Objects.requireNonNull(entity, "The entity is null; give the class, or leave it out for SessionEntity.");
    return options -> {
      SessionFactoryImplementor implementor = factory.unwrap(SessionFactoryImplementor.class);
      if (multiTenant(implementor)) {
        throw new IllegalArgumentException(
            "The SessionFactory is multi-tenant, but sessions stand in one table and are read before the tenant is"
                + " known; give the store a DataSource instead: HibernateSessionTable.on(dataSource).");
      }
      return new HibernateSessionTable(implementor, new SessionMapping<>(implementor, entity, fresh, options.columns()),
          options);
    };
  }

  /**
   * By connection, by resolver or by {@code @TenantId}: each of them asks for a tenant whenever a
   * session opens.
   */
  private static boolean multiTenant(SessionFactoryImplementor factory) {
    return factory.getSessionFactoryOptions().isMultiTenancyEnabled()
        || factory.getCurrentTenantIdentifierResolver() != null
        || factory.getDefinedFilterNames().contains(TENANT_ID_FILTER);
  }

  @Override
  protected @Nullable SessionRow find(Connection connection, String key) throws SQLException {
    if (!mapping.plain()) {
      return super.find(connection, key);
    }
    MappedSession found = this.<@Nullable MappedSession>in(connection, session -> session.get(mapping.entity(), key));
    return found == null ? null : found.row();
  }

  @Override
  protected int execute(Connection connection, SqlCall call) {
    return in(connection, session -> session.execute(call));
  }

  @Override
  protected List<@Nullable Object[]> query(Connection connection, SqlCall call) {
    return in(connection, session -> session.list(call));
  }

  private <T extends @Nullable Object> T in(Connection connection, Function<PooledStatelessSession, T> work) {
    PooledStatelessSession kept = idle.pollFirst();
    PooledStatelessSession session =
        kept == null ? new PooledStatelessSession(factory, mapping.table(), connection) : kept.on(connection);
    T result;
    try {
      result = work.apply(session);
    } catch (Throwable failure) {
      try (session) { // a failure of close is suppressed
        throw failure;
      }
    }
    idle.addFirst(session.on(null));
    return result;
  }

  @Override
  public void close() {
    for (PooledStatelessSession session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
      session.close();
    }
    if (ownsFactory) {
      factory.close();
    }
  }
}
