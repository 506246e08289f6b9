package dev.sessionstore.hibernate;

import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.hibernate.engine.jdbc.env.spi.NameQualifierSupport;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Table;

/** Builds the SessionFactory that the store keeps to itself. */
final class OwnFactory {

  private OwnFactory() {}

  /**
   * Builds.
   *
   * @param dataSource stays open
   * @param tableName validated
   * @return a factory that maps {@link SessionEntity} to this table
   */
  static SessionFactoryImplementor build(DataSource dataSource, String tableName) {
    StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
        .clearSettings() // of a hibernate.properties on the class path: the application's, not ours
        .applySettings(Map.of(
            AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource,
            AvailableSettings.USE_SECOND_LEVEL_CACHE, false,
            AvailableSettings.USE_QUERY_CACHE, false,
            AvailableSettings.JAKARTA_VALIDATION_MODE, "none",
            AvailableSettings.LOG_JDBC_ERRORS, false, // ID-5: databases quote the key in their messages
            AvailableSettings.LOG_JDBC_WARNINGS, false,
            // no LOB is made: the probe for them upsets a driver without
            AvailableSettings.NON_CONTEXTUAL_LOB_CREATION, true))
        .addService(DialectResolver.class, OwnDialect::resolve)
        .build();
    try {
      Metadata metadata = new MetadataSources(registry).addAnnotatedClass(SessionEntity.class).buildMetadata();
      NameQualifierSupport qualifiers = metadata.getDatabase().getJdbcEnvironment().getNameQualifierSupport();
      rename(metadata.getEntityBinding(SessionEntity.class.getName()).getTable(), tableName, qualifiers);
      return metadata.buildSessionFactory().unwrap(SessionFactoryImplementor.class);
    } catch (RuntimeException e) { // ERR-1: the settings are ours, and Hibernate may leave out what the driver said
      StandardServiceRegistryBuilder.destroy(registry);
      throw new SessionTableException(Kind.UNAVAILABLE, Effect.NOTHING_DONE,
          "Hibernate could not build its factory on this database.", e);
    }
  }

  private static void rename(Table table, String tableName, NameQualifierSupport qualifiers) {
    int dot = tableName.indexOf('.');
    table.setName(tableName.substring(dot + 1));
    if (dot > 0 && qualifiers.supportsSchemas()) {
      table.setSchema(tableName.substring(0, dot));
    } else if (dot > 0) {
      table.setCatalog(tableName.substring(0, dot)); // MariaDB, MySQL
    }
  }
}
