package dev.sessionstore.sql;

import javax.sql.DataSource;

/** Finds the DataSource that does not enlist in the caller's transaction (TX-3). */
final class PlainDataSource {

  private static final String SPRING = "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy";

  private PlainDataSource() {}

  /**
   * {@return the target of Spring's proxy, else the same; others that enlist are detected by their
   * connections' auto-commit mode}
   */
  static DataSource behind(DataSource given) {
    DataSource found = given;
    while (isSpringProxy(found.getClass())) {
      found = target(found);
    }
    return found;
  }

  private static boolean isSpringProxy(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.getName().equals(SPRING)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Uses reflection, since the proxy unwraps to itself and Spring is not on this class path.
   */
  private static DataSource target(DataSource proxy) {
    try {
      Object target = proxy.getClass().getMethod("getTargetDataSource").invoke(proxy);
      if (target instanceof DataSource found) {
        return found;
      }
      throw new IllegalStateException("The TransactionAwareDataSourceProxy has no target; "
          + "set its targetDataSource before the store opens.");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The TransactionAwareDataSourceProxy does not tell its target; pass the DataSource behind it.", e);
    }
  }
}
