package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import dev.sessionstore.sql.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.LanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandlerRegistry;

/**
 * A statement's text and parameters out of the call; there is no script, so nothing is ever
 * substituted in one. Thread-safe.
 */
final class CallLanguage implements LanguageDriver {

  private final TypeHandlerRegistry handlers;
  /** As many as there are statements. */
  private final Map<SqlStatement, CallShape> shapes = new ConcurrentHashMap<>();

  CallLanguage(TypeHandlerRegistry handlers) {
    this.handlers = handlers;
  }

  CallShape shape(SqlCall call) {
    CallShape known = shapes.get(call.statement());
    return known != null
        ? known
        : shapes.computeIfAbsent(call.statement(), statement -> CallShape.of(statement, handlers));
  }

  @Override
  public SqlSource createSqlSource(Configuration configuration, String script, Class<?> parameterType) {
    // without any mapping, MyBatis would make a second BoundSql of this one; the shape binds, so
    // that nobody looks at the mapping
    List<ParameterMapping> one = List.of(new ParameterMapping.Builder(configuration, "call", Object.class).build());
    return parameter -> new BoundSql(configuration, shape((SqlCall) parameter).text(), one, parameter);
  }

  @Override
  public SqlSource createSqlSource(Configuration configuration, XNode script, Class<?> parameterType) {
    throw new UnsupportedOperationException(
        "The store's statements stand in no XML; write your own in another language.");
  }

  @Override
  public ParameterHandler createParameterHandler(MappedStatement statement, Object parameter, BoundSql sql) {
    SqlCall call = (SqlCall) parameter;
    return shape(call).binding(call);
  }
}
