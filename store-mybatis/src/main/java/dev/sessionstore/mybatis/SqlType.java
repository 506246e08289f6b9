package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlField;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How one Java type is bound and read: by MyBatis' own handler, never one of the user's.
 *
 * @param handler binds null as {@code jdbcType}
 * @param jdbcType what the driver is told
 */
record SqlType(TypeHandler<@Nullable Object> handler, JdbcType jdbcType) {

  private static final Map<Class<?>, JdbcType> TYPES = Map.ofEntries(
      Map.entry(String.class, JdbcType.VARCHAR), Map.entry(Long.class, JdbcType.BIGINT),
      Map.entry(Integer.class, JdbcType.INTEGER),
      Map.entry(Boolean.class, JdbcType.BOOLEAN), Map.entry(Short.class, JdbcType.SMALLINT),
      Map.entry(Double.class, JdbcType.DOUBLE),
      Map.entry(BigDecimal.class, JdbcType.DECIMAL), Map.entry(byte[].class, JdbcType.VARBINARY),
      Map.entry(LocalDate.class, JdbcType.DATE),
      Map.entry(LocalDateTime.class, JdbcType.TIMESTAMP),
      Map.entry(OffsetDateTime.class, JdbcType.TIMESTAMP_WITH_TIMEZONE));

  static boolean knows(Class<?> type) {
    return TYPES.containsKey(type);
  }

  @SuppressWarnings("unchecked") // a call's values are of their fields' types
  static SqlType of(SqlField field, TypeHandlerRegistry handlers) {
    JdbcType jdbcType = TYPES.get(field.type());
    if (jdbcType == null) {
      throw new IllegalArgumentException("The column " + field.name() + " has the type " + field.type().getName()
          + "; choose one that MyBatisSessionTable binds.");
    }
    return new SqlType((TypeHandler<@Nullable Object>) handlers.getTypeHandler(field.type()), jdbcType);
  }

  void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
    handler.setParameter(statement, position, value, jdbcType);
  }

  @Nullable Object read(ResultSet row, int position) throws SQLException {
    return handler.getResult(row, position);
  }
}
