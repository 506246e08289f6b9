package dev.sessionstore.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of constant text and its parameters.
 *
 * @param sql with {@code :name} parameters, each maybe several times
 * @param parameters by name: String, Long, Integer, Boolean or null
 */
public record SqlCall(String sql, Map<String, @Nullable Object> parameters) {

  /** {@return the text alone: parameters hold keys and data} */
  @Override
  public String toString() {
    return sql;
  }
}
