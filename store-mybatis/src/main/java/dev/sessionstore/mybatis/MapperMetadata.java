package dev.sessionstore.mybatis;

import dev.sessionstore.spi.TableDefinition;
import dev.sessionstore.sql.SqlField;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  List<SqlField> fields() {
    return atCreation.stream().map(method -> new SqlField(method.getName(), boxed(method))).toList();
  }

  /** {@return the values for one new row} */
  Map<String, @Nullable Object> values() {
    if (atCreation.isEmpty()) {
      return Map.of();
    }
    InvocationHandler handler = Proxy.getInvocationHandler(mapper);
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Method method : atCreation) {
      values.put(method.getName(), value(handler, method));
    }
    return values;
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
