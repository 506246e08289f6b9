package dev.sessionstore.benchmarks;

import dev.sessionstore.spi.SessionRow;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jspecify.annotations.Nullable;

/** As MyBatis' guide has it: an annotated mapper, a session per call, a bean filled by column. */
final class OrdinaryMyBatis implements PlainTable {

  private final SqlSessionFactory factory;

  OrdinaryMyBatis(DataSource dataSource) {
    Configuration configuration =
        new Configuration(new Environment("ordinary", new JdbcTransactionFactory(), dataSource));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.addMapper(Mapper.class);
    this.factory = new SqlSessionFactoryBuilder().build(configuration);
  }

  /** The statements of {@link RawTable}. */
  interface Mapper {

    @Select("select sid, data, expires, max_age, version, created_at, updated_at from sessions where sid = #{key}")
    @Nullable Row find(String key);

    @Insert("insert into sessions (sid, data, expires, max_age, version, created_at, updated_at, username) values"
        + " (#{key}, #{data}, #{expires}, #{maxAge, jdbcType=BIGINT}, #{version}, #{createdAt}, #{updatedAt},"
        + " #{columns.username})")
    int insert(SessionRow row);

    @Update("update sessions set sid = #{row.key}, data = #{row.data}, max_age = #{row.maxAge, jdbcType=BIGINT},"
        + " version = #{row.version}, updated_at = #{row.updatedAt}, username = #{row.columns.username},"
        + " expires = greatest(expires, #{row.expires}) where sid = #{key} and version = #{version}"
        + " and expires > #{now}")
    int update(@Param("key") String key, @Param("version") long version, @Param("now") long now,
        @Param("row") SessionRow row);

    @Update("update sessions set updated_at = #{now}, expires = case when max_age = 0 then expires else"
        + " greatest(expires, least(least(#{now} + coalesce(max_age, #{idle}), created_at + #{lifetime}), #{latest}))"
        + " end where sid = #{key} and expires > #{now}")
    int touch(@Param("key") String key, @Param("now") long now, @Param("idle") long idle,
        @Param("lifetime") long lifetime, @Param("latest") long latest);

    @Delete("delete from sessions where sid = #{key}")
    int delete(String key);
  }

  /** What MyBatis fills. */
  static final class Row {
    private String sid = "";
    private String data = "";
    private long expires;
    private @Nullable Long maxAge;
    private long version;
    private long createdAt;
    private long updatedAt;
  }

  @Override
  public @Nullable SessionRow find(String key) {
    try (SqlSession session = factory.openSession(true)) {
      Row row = session.getMapper(Mapper.class).find(key);
      return row == null
          ? null
          : new SessionRow(row.sid, row.data, row.expires, row.maxAge, row.version, row.createdAt, row.updatedAt,
              Map.of());
    }
  }

  @Override
  public void insert(SessionRow row) {
    try (SqlSession session = factory.openSession(true)) {
      session.getMapper(Mapper.class).insert(row);
    }
  }

  @Override
  public boolean update(String key, long version, long now, SessionRow row) {
    try (SqlSession session = factory.openSession(true)) {
      return session.getMapper(Mapper.class).update(key, version, now, row) > 0;
    }
  }

  @Override
  public boolean touch(String key, long now, long idle, long lifetime, long latest) {
    try (SqlSession session = factory.openSession(true)) {
      return session.getMapper(Mapper.class).touch(key, now, idle, lifetime, latest) > 0;
    }
  }

  @Override
  public boolean delete(String key) {
    try (SqlSession session = factory.openSession(true)) {
      return session.getMapper(Mapper.class).delete(key) > 0;
    }
  }
}
