package dev.sessionstore.it.matrix;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A DataSource whose database reports an unknown product name. */
final class UnknownProduct extends DelegatingDataSource {

  UnknownProduct(DataSource known) {
    super(known);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return disguised(super.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return disguised(super.getConnection(user, password));
  }

  private static Connection disguised(Connection connection) {
    return proxy(Connection.class, (self, method, arguments) -> {
      Object answer = invoke(connection, method, arguments);
      return answer instanceof DatabaseMetaData metaData ? disguised(metaData) : answer;
    });
  }

  private static DatabaseMetaData disguised(DatabaseMetaData metaData) {
    return proxy(DatabaseMetaData.class,
        (self, method, arguments) -> method.getName().equals("getDatabaseProductName")
            ? "Unheard-of"
            : invoke(metaData, method, arguments));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(UnknownProduct.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
