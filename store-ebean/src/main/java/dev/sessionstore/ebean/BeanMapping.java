package dev.sessionstore.ebean;

import dev.sessionstore.spi.ColumnDefinition;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.CreationColumns;
import dev.sessionstore.sql.SqlField;
import io.ebean.Database;
import io.ebean.annotation.Formula;
import io.ebean.plugin.BeanType;
import io.ebean.plugin.Property;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user's bean: its table, the columns that the store does not know, and one fresh bean per new
 * row to fill them (COL-5). Thread-safe.
 */
final class BeanMapping<B extends MappedSession> {

  private final BeanType<B> beanType;
  private final Supplier<B> creation;
  private final Map<SqlField, Function<? super B, ? extends @Nullable Object>> columns = new LinkedHashMap<>();
  /** By property: associations and embedded beans, which are no single column. */
  private final Map<String, Property> others = new TreeMap<>();

  private BeanMapping(BeanType<B> beanType, Supplier<B> creation) {
    this.beanType = beanType;
    this.creation = creation;
  }

  /**
   * Asks the Database's metadata.
   *
   * @throws IllegalArgumentException when the Database does not know the bean, or a name is not
   *   plain
   */
  static <B extends MappedSession> BeanMapping<B> of(Database database, Class<B> bean, @Nullable Supplier<B> creation,
      TableDefinition definition) {
    BeanType<B> type = database.pluginApi().beanType(bean);
    if (type == null) {
      throw new IllegalArgumentException("The Database " + database.name() + " does not know the bean " + bean.getName()
          + "; register it with addClass(" + bean.getSimpleName() + ".class) where you build the Database.");
    }
    BeanMapping<B> beans = new BeanMapping<>(type, creation == null ? type::createBean : creation);
    Set<String> declared =
        definition.columns().stream().map(ColumnDefinition::name).map(BeanMapping::folded).collect(Collectors.toSet());
    for (Class<?> owner = bean; owner != MappedSession.class; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        beans.add(database, field, declared);
      }
    }
    return beans;
  }

  private void add(Database database, Field field, Set<String> declared) {
    Property property = beanType.property(field.getName());
    jakarta.persistence.Column mapping = field.getAnnotation(jakarta.persistence.Column.class);
    boolean stored = (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
        && !field.isAnnotationPresent(Transient.class)
        && !field.isAnnotationPresent(Formula.class) && (mapping == null || mapping.insertable());
    if (property == null || !stored) {
      return;
    }
    Class<?> type = property.type();
    if (property.isMany() || type.isAnnotationPresent(Embeddable.class)
        || database.pluginApi().beanType(type) != null) {
      others.put(property.name(), property);
      return;
    }
    String column = mapping != null && !mapping.name().isEmpty()
        ? mapping.name()
        : database.pluginApi()
            .config()
            .getNamingConvention()
            .getColumnFromProperty(field.getDeclaringClass(), property.name());
    if (!declared.contains(folded(column))) { // a declared column is the store's to fill
      columns.put(new SqlField(column, type), property::value);
    }
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** {@return the store's definition on the bean's table} */
  TableDefinition on(TableDefinition definition) {
    String table = beanType.baseTable();
    if (table == null) {
      throw new IllegalArgumentException(
          "The bean " + beanType.type().getName() + " is mapped to no table; write @Table(name = …) on it.");
    }
    return new TableDefinition(table, definition.columns());
  }

  /** {@return what a new row gets from a new bean} */
  CreationColumns<?> atCreation() {
    return columns.isEmpty() && others.isEmpty()
        ? CreationColumns.none()
        : new CreationColumns<>(beanType.type().getSimpleName(), this::fresh, columns);
  }

  private @Nullable B fresh() {
    B bean = creation.get();
    others.forEach((name, property) -> {
      if (bean != null && !property.isMany() && property.value(bean) != null) {
        throw new IllegalStateException("The new " + beanType.type().getName() + " has its property " + name
            + " set, which is no plain column; map the column as a plain property and set that.");
      }
    });
    return bean;
  }
}
