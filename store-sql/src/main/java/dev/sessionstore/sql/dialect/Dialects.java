package dev.sessionstore.sql.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All dialects there are: those that the service loader finds, then the store's own. */
final class Dialects {

  private static final List<SqlDialect> OWN = List.of(new H2Dialect(), new PostgreSqlDialect(), new MariaDbDialect(),
      new MySqlDialect(), new SqliteDialect());

  /** MariaDB's codes are MySQL's; SQLite's are classes of its driver, which need not be there. */
  private static final List<SqlDialect> WITH_CODES =
      List.of(new H2Dialect(), new PostgreSqlDialect(), new MySqlDialect());

  private Dialects() {}

  static SqlDialect forProduct(String product) {
    return the(dialect -> dialect.products().contains(product), "the product " + product);
  }

  static SqlDialect forUrl(String url) {
    return the(dialect -> dialect.takes(url), "the url");
  }

  private static SqlDialect the(Predicate<SqlDialect> fits, String what) {
    List<SqlDialect> found = found().stream().filter(fits).toList();
    if (found.size() > 1) {
      throw new IllegalStateException("Several dialects on the class path say that they are for " + what + ": "
          + String.join(", ", found.stream().map(dialect -> dialect.getClass().getName()).toList())
          + "; keep one of them.");
    }
    return Stream.concat(found.stream(), OWN.stream().filter(fits)).findFirst().orElseGet(SqlDialect::standard);
  }

  private static List<SqlDialect> found() {
    List<SqlDialect> found = load(ServiceLoader.load(SqlDialect.class));
    // a pool's thread may carry a class loader that sees nothing
    return found.isEmpty() ? load(ServiceLoader.load(SqlDialect.class, SqlDialect.class.getClassLoader())) : found;
  }

  private static List<SqlDialect> load(ServiceLoader<SqlDialect> loader) {
    return loader.stream().map(ServiceLoader.Provider::get).toList();
  }

  /** Tries the codes of all databases: a proxy or a fork may use another's. */
  static SqlError saidByAnother(SQLException failure) {
    return WITH_CODES.stream().map(other -> other.linkError(failure)).filter(error -> error != SqlError.OTHER)
        .findFirst()
        .orElse(SqlError.OTHER);
  }
}
