package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import java.util.List;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.LanguageDriver;
import org.apache.ibatis.session.Configuration;

/**
 * Takes a statement's text and values out of the call. There is no script, so nothing is ever
 * substituted in one. Thread-safe.
 */
final class CallLanguage implements LanguageDriver {

  @Override
  public SqlSource createSqlSource(Configuration configuration, String script, Class<?> parameterType) {
    // without any mapping, MyBatis would make a second BoundSql of this one; CallParameters
    // binds and ignores the mapping
    List<ParameterMapping> one = List.of(new ParameterMapping.Builder(configuration, "call", Object.class).build());
    return call -> new BoundSql(configuration, ((SqlCall) call).statement().jdbcText(), one, call);
  }

  @Override
  public SqlSource createSqlSource(Configuration configuration, XNode script, Class<?> parameterType) {
    throw new UnsupportedOperationException(
        "The store's statements are in no XML; write your own in another language.");
  }

  @Override
  public ParameterHandler createParameterHandler(MappedStatement statement, Object parameter, BoundSql sql) {
    return new CallParameters((SqlCall) parameter);
  }
}
