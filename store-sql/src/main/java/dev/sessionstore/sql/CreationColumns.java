package dev.sessionstore.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Columns that the store does not know, with what a new row gets there: values of an object that is
 * made for each row that may be inserted. No other write touches them (COL-5). Thread-safe if the
 * supplier and the functions are.
 *
 * @param <T> the object: an entity, a bean, a mapper
 */
public final class CreationColumns<T> {

  private static final CreationColumns<Object> NONE = new CreationColumns<>("", () -> "", Map.of());

  private final String type;
  private final Supplier<? extends @Nullable T> fresh;
  private final Map<SqlField, Function<? super T, ? extends @Nullable Object>> columns;

  /**
   * Describes the columns.
   *
   * @param type the object's type, for messages
   * @param fresh called for each row that may be inserted, on the calling thread, with no
   *   connection held; what it throws comes out of the operation, and nothing is written
   * @param columns for each column its value, of the field's type or null
   */
  public CreationColumns(String type, Supplier<? extends @Nullable T> fresh,
      Map<SqlField, Function<? super T, ? extends @Nullable Object>> columns) {
    this.type = type;
    this.fresh = fresh;
    this.columns = columns;
  }

  /** {@return no columns; makes no object} */
  public static CreationColumns<?> none() {
    return NONE;
  }

  List<SqlField> fields() {
    return List.copyOf(columns.keySet());
  }

  /** {@return the values for one new row, by column} */
  Map<String, @Nullable Object> values() {
    if (this == NONE) {
      return Map.of();
    }
    T object = fresh.get();
    if (object == null) {
      throw new IllegalStateException("The supplier of new " + type + " instances returned null; return one.");
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    columns.forEach((field, value) -> values.put(field.name(), value.apply(object)));
    return values;
  }
}
