package dev.sessionstore.hibernate;

import dev.sessionstore.spi.ColumnDefinition;
import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.CreationColumns;
import dev.sessionstore.sql.SqlField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * What a SessionFactory's metamodel says of the sessions' entity: its table, and the columns a new
 * row gets beside the store's own. Immutable, thread-safe.
 *
 * @param <E> the entity
 */
final class SessionMapping<E extends MappedSession> {

  private static final Map<String, String> OWN = Map.of("data", "data", "expires", "expires", "maxAge", "max_age",
      "version", "version", "createdAt", "created_at", "updatedAt", "updated_at");

  private final Class<E> entity;
  private final Supplier<? extends @Nullable E> fresh;
  private final String table;
  private final Map<SqlField, Function<? super E, ? extends @Nullable Object>> atCreation = new LinkedHashMap<>();
  private final boolean plain;

  /**
   * Reads the metamodel.
   *
   * @param fresh makes the instance whose attributes a new row gets; null: the entity's constructor
   *   does
   * @throws IllegalArgumentException when the entity is not mapped there, or not on the store's
   *   columns in one table
   */
  SessionMapping(SessionFactoryImplementor factory, Class<E> entity, @Nullable Supplier<? extends E> fresh,
      List<ColumnDefinition> declared) {
    EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(entity);
    if (persister == null) {
      throw new IllegalArgumentException("The SessionFactory does not map " + entity.getName()
          + "; add it to the factory's classes, or name another entity in HibernateSessionTable.on(factory, entity).");
    }
    if (persister.hasMultipleTables() || persister.getDiscriminatorMapping() != null || persister.isPolymorphic()) {
      throw new IllegalArgumentException(entity.getName()
          + " is part of a hierarchy or spread over several tables; map it alone, on one table.");
    }
    this.entity = entity;
    this.table = persister.getTableName();
    this.fresh = fresh == null
        ? () -> entity.cast(persister.getRepresentationStrategy().getInstantiator().instantiate())
        : fresh;
    requireColumn("sid", "sid", persister.getRootTableIdentifierColumnNames()[0]);
    Set<String> listed = Set.copyOf(declared.stream().map(column -> column.name().toLowerCase(Locale.ROOT)).toList());
    boolean alone = true;
    for (int i = 0; i < persister.getNumberOfAttributeMappings(); i++) {
      AttributeMapping attribute = persister.getAttributeMapping(i);
      String own = OWN.get(attribute.getAttributeName());
      BasicValuedModelPart column = attribute.asBasicValuedModelPart();
      if (own != null && column != null) {
        requireColumn(attribute.getAttributeName(), own, column.getSelectionExpression());
        alone &= column.getJdbcMapping().getValueConverter() == null; // the application's, for all texts or numbers
      } else {
        alone = false;
        if (column != null && written(attribute, column)
            && !listed.contains(column.getSelectionExpression().toLowerCase(Locale.ROOT))) {
          atCreation.put(new SqlField(column.getSelectionExpression(), TypedParameterValue.class),
              value(attribute, column));
        }
      }
    }
    this.plain = alone && !persister.hasWhereRestrictions() && !persister.hasFilterForLoadByKey()
        && persister.getSoftDeleteMapping() == null;
  }

  private void requireColumn(String attribute, String name, String found) {
    if (!name.equalsIgnoreCase(found)) {
      throw new IllegalArgumentException(entity.getName() + " maps " + attribute + " to the column " + found
          + "; the store's columns keep their names: map it to " + name
          + ", unquoted, whatever naming strategy or override there is.");
    }
  }

  private static boolean written(AttributeMapping attribute, BasicValuedModelPart column) {
    String expression = column.getCustomWriteExpression();
    return column.isInsertable() && !column.isFormula() && attribute.getGenerator() == null
        && (expression == null || expression.equals("?"));
  }

  Class<E> entity() {
    return entity;
  }

  /** {@return as the metamodel writes it, schema included} */
  String table() {
    return table;
  }

  TableDefinition definition(TableDefinition options) {
    return new TableDefinition(table, options.columns());
  }

  /**
   * {@return whether loading the entity reads the store's columns and nothing else, and runs no
   * code of the user's}
   */
  boolean plain() {
    return plain;
  }

  /**
   * {@return what a new row gets from a new instance, each value bound as its attribute would be:
   * converters and enums included}
   */
  CreationColumns<?> atCreation() {
    return atCreation.isEmpty()
        ? CreationColumns.none()
        : new CreationColumns<>(entity.getSimpleName(), fresh, atCreation);
  }

  @SuppressWarnings("unchecked") // an attribute's type is that of its values
  private static <E> Function<E, TypedParameterValue<Object>> value(AttributeMapping attribute,
      BasicValuedModelPart column) {
    return instance -> new TypedParameterValue<>((BasicType<Object>) column.getJdbcMapping(),
        attribute.getValue(instance));
  }
}
