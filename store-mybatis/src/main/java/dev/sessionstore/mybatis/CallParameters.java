package dev.sessionstore.mybatis;

import dev.sessionstore.sql.SqlCall;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.ibatis.executor.parameter.ParameterHandler;

/**
 * Binds the values of a call.
 *
 * @param call what is about to run
 */
record CallParameters(SqlCall call) implements ParameterHandler {

  @Override
  public Object getParameterObject() {
    return call;
  }

  @Override
  public void setParameters(PreparedStatement statement) throws SQLException {
    call.bind(statement);
  }
}
