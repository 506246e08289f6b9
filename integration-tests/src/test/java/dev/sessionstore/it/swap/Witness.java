package dev.sessionstore.it.swap;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pool on an H2 database in memory that remembers which backends' classes asked for its
 * connections.
 */
final class Witness extends HikariDataSource {

  private final Set<Backend> seen = ConcurrentHashMap.newKeySet();

  Witness(String name) {
    setJdbcUrl("jdbc:h2:mem:" + name);
  }

  @Override
  public Connection getConnection() throws SQLException {
    StackWalker.getInstance().forEach(frame -> {
      for (Backend backend : Backend.values()) {
        if (frame.getClassName().startsWith("dev.sessionstore." + backend + ".")) {
          seen.add(backend);
        }
      }
    });
    return super.getConnection();
  }

  Set<Backend> seen() {
    return Set.copyOf(seen);
  }
}
