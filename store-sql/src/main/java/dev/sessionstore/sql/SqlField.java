package dev.sessionstore.sql;

import java.math.BigDecimal;
import java.sql.JDBCType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * A parameter or result column of a statement.
 *
 * @param name of the parameter (without colon) or of the result column
 * @param type String, Long, Integer, Boolean; of a column that a backend adds, what it can bind
 */
public record SqlField(String name, Class<?> type) {

  private static final Map<Class<?>, JDBCType> JDBC_TYPES = Map.ofEntries(
      Map.entry(String.class, JDBCType.VARCHAR), Map.entry(Long.class, JDBCType.BIGINT),
      Map.entry(Integer.class, JDBCType.INTEGER), Map.entry(Short.class, JDBCType.SMALLINT),
      Map.entry(Boolean.class, JDBCType.BOOLEAN), Map.entry(Double.class, JDBCType.DOUBLE),
      Map.entry(BigDecimal.class, JDBCType.DECIMAL), Map.entry(byte[].class, JDBCType.VARBINARY),
      Map.entry(LocalDate.class, JDBCType.DATE), Map.entry(LocalDateTime.class, JDBCType.TIMESTAMP),
      Map.entry(OffsetDateTime.class, JDBCType.TIMESTAMP_WITH_TIMEZONE));

  static SqlField text(String name) {
    return new SqlField(name, String.class);
  }

  static SqlField number(String name) {
    return new SqlField(name, Long.class);
  }

  /**
   * Whether {@link SqlCall#bind} can bind values of a type.
   *
   * @param type of a column that a backend adds
   * @return true: every JDBC driver takes such a value as it is
   */
  public static boolean isBindable(Class<?> type) {
    return JDBC_TYPES.containsKey(type);
  }

  /**
   * {@return what a null of this field is to the driver, a constant of {@link java.sql.Types};
   * {@code Types.NULL} where the type is not {@linkplain #isBindable bindable}}
   */
  public int jdbcType() {
    return JDBC_TYPES.getOrDefault(type, JDBCType.NULL).getVendorTypeNumber();
  }
}
