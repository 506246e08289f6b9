package dev.sessionstore.mybatis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.AutoMappingBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.JdbcType;

/** What tests find on a user's side. */
final class Databases {

  private Databases() {}

  /** The application's own writes. */
  interface NoteMapper {
    @Insert("insert into note (text) values (#{text})")
    int add(String text);
  }

  static void run(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String text(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      return found.next() ? found.getString(1) : "no row";
    }
  }

  /** {@return a factory with settings that would each break a rule} */
  static SqlSessionFactory hostileFactory(DataSource dataSource) {
    Configuration configuration =
        new Configuration(new Environment("application", new JdbcTransactionFactory(), dataSource));
    configuration.setDefaultExecutorType(ExecutorType.BATCH);
    configuration.setCacheEnabled(true);
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.setLazyLoadingEnabled(true);
    configuration.setAggressiveLazyLoading(true);
    configuration.setAutoMappingBehavior(AutoMappingBehavior.FULL);
    configuration.setJdbcTypeForNull(JdbcType.OTHER);
    configuration.setUseGeneratedKeys(true);
    configuration.setReturnInstanceForEmptyRow(true);
    configuration.setDefaultStatementTimeout(1);
    configuration.setDatabaseId("another");
    configuration.getTypeAliasRegistry().registerAlias("session", Databases.class);
    configuration.addMapper(NoteMapper.class);
    return new SqlSessionFactoryBuilder().build(configuration);
  }

  /** The shipped table under another name, with columns the store does not know. */
  static void createWebSession(DataSource dataSource) throws SQLException {
    run(dataSource,
        "create table web_session (sid varchar(128) primary key, data clob not null, expires bigint not null, max_age"
            + " bigint, version bigint not null, created_at bigint not null, updated_at bigint not null, user_name"
            + " varchar(80), tenant varchar(20) not null, shard integer, note varchar(20))");
    run(dataSource, "create index web_session_expires on web_session (expires)");
    run(dataSource, "create index web_session_user_name on web_session (user_name)");
  }
}
