package dev.sessionstore.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Databases and SessionFactories as an application would have them. */
final class Places {

  private Places() {}

  static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }

  /** A database of the test's own, gone with the JVM. */
  static DataSource database() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return database;
  }

  static SessionFactory factory(DataSource database, Map<String, Object> settings, Class<?>... entities) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
    return factory(all, entities);
  }

  static SessionFactory factory(Map<String, Object> settings, Class<?>... entities) {
    Configuration configuration = new Configuration();
    configuration.getProperties().putAll(settings);
    for (Class<?> entity : entities) {
      configuration.addAnnotatedClass(entity);
    }
    return configuration.buildSessionFactory();
  }
}
