package dev.sessionstore.mybatis;

import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.CreationColumns;
import dev.sessionstore.sql.SqlField;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.ibatis.binding.MapperProxyFactory;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionManager;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.jspecify.annotations.Nullable;

/** What the user's mapper says of table and columns, read when the store opens. Thread-safe. */
final class MapperMetadata {

  private final Class<? extends SessionMapper> type;
  private final List<Method> atCreation;
  private final SessionMapper mapper;

  MapperMetadata(Class<? extends SessionMapper> type) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException("The mapper " + type.getName()
          + " is not an interface; MyBatis makes mappers of interfaces only.");
    }
    this.type = type;
    this.atCreation = Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(AtCreation.class) && !method.isBridge())
        .sorted(Comparator.comparing(Method::getName)).toList();
    atCreation.forEach(MapperMetadata::check);
    // a configuration that knows no statement: the user's are not parsed, as what they refer to is
    // not here
    SqlSessionFactory empty = new DefaultSqlSessionFactory(new Configuration());
    this.mapper = new MapperProxyFactory<>(type).newInstance(SqlSessionManager.newInstance(empty));
  }

  private static void check(Method method) {
    String name = method.getDeclaringClass().getName() + "." + method.getName();
    if (!method.isDefault() || method.getParameterCount() > 0) {
      throw new IllegalArgumentException(name + " is marked @AtCreation; "
          + "make it a default method without parameters that returns the column's value.");
    }
    if (!SqlField.isBindable(boxed(method))) {
      throw new IllegalArgumentException(name + " returns " + method.getReturnType().getName()
          + "; a column's value may be a String, Integer, Long, Short, Boolean, Double, BigDecimal, byte[], LocalDate,"
          + " LocalDateTime or OffsetDateTime.");
    }
  }

  private static Class<?> boxed(Method method) {
    return MethodType.methodType(method.getReturnType()).wrap().returnType();
  }

  TableDefinition table(TableDefinition given) {
    MappedTable own = type.getAnnotation(MappedTable.class);
    return own == null ? given : new TableDefinition(own.value(), given.columns());
  }

  /** {@return what the mapper's methods say for a new row} */
  CreationColumns<?> atCreation() {
    if (atCreation.isEmpty()) {
      return CreationColumns.none();
    }
    InvocationHandler handler = Proxy.getInvocationHandler(mapper);
    Map<SqlField, Function<? super SessionMapper, ? extends @Nullable Object>> columns = new LinkedHashMap<>();
    for (Method method : atCreation) {
      columns.put(new SqlField(method.getName(), boxed(method)), any -> value(handler, method));
    }
    return new CreationColumns<>(type.getSimpleName(), () -> mapper, columns);
  }

  private @Nullable Object value(InvocationHandler handler, Method method) {
    try {
      return handler.invoke(mapper, method, null); // asked itself, it reaches a mapper that is not public
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(type.getName() + "." + method.getName() + " failed; see the cause.", e);
    }
  }
}
