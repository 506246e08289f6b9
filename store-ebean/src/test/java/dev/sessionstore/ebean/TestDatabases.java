package dev.sessionstore.ebean;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ebean.Database;
import io.ebean.DatabaseBuilder;
import io.ebean.config.MatchingNamingConvention;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What an application brings. */
final class TestDatabases {

  /** The own columns of {@link WebSession}, as the application's migrations would add them. */
  private static final String OWN_COLUMNS = ""
      + "alter table web_session add column if not exists tenant_name varchar(20) default 'nobody' not null;"
      + "alter table web_session add column if not exists channel varchar(1);"
      + "alter table web_session add column if not exists firstSeen timestamp;"
      + "alter table web_session add column if not exists score integer;"
      + "alter table web_session add column if not exists madeByTheDatabase varchar(20) default 'by itself' not null";

  private TestDatabases() {}

  static HikariDataSource pool(String url, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setAutoCommit(autoCommit);
    return new HikariDataSource(config);
  }

  static HikariDataSource pool(String url) {
    return pool(url, true);
  }

  /**
   * A Database with a naming convention of its own and a replica that is another, empty database
   * (GET-7).
   */
  static Database of(DataSource dataSource, DataSource replica, Class<?>... beans) {
    return builder("application", dataSource, beans).readOnlyDataSource(replica).build();
  }

  static DatabaseBuilder builder(String name, DataSource dataSource, Class<?>... beans) {
    DatabaseBuilder builder = Database.builder()
        .name(name)
        .register(false)
        .defaultDatabase(false)
        .disableClasspathSearch(true)
        .dataSource(dataSource)
        .skipDataSourceCheck(true)
        .namingConvention(new MatchingNamingConvention())
        .shutdownHook(false);
    for (Class<?> bean : beans) {
      builder.addClass(bean);
    }
    return builder;
  }

  static void addOwnColumns(DataSource dataSource) {
    execute(dataSource, OWN_COLUMNS);
  }

  static void execute(DataSource dataSource, String statements) {
    try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
      for (String one : statements.split(";")) {
        statement.execute(one);
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
