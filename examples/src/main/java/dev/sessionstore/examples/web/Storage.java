package dev.sessionstore.examples.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.IdHashing;
import dev.sessionstore.SessionStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * The store on the application's own pool, which counts statements. Without the counting a URL
 * would be enough.
 *
 * @param pool the pool
 * @param store the open store
 * @param hashing the store's function from a session's id to its handle
 * @param figures the figures
 */
record Storage(HikariDataSource pool, SessionStore store, IdHashing hashing, Figures figures) implements AutoCloseable {

  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1); // often, to be visible in the figures
  private static final int CONNECTIONS = 8;
  private static final int WAIT_MILLIS = 5_000;

  static Storage open(String backend, String url) {
    Figures figures = new Figures();
    IdHashing hashing = IdHashing.sha256();
    HikariDataSource pool = pool(url);
    try {
      SessionStore store = SessionStore.builder()
          .dataSource(ProxyDataSourceBuilder.create(pool).listener(figures).build())
          .backend(backend).createTable(true)
          .options(o -> o.columns(List.of(UserColumn.USER))
              .listener(figures)
              .idHashing(hashing)
              .checkExpirationInterval(BETWEEN_SWEEPS))
          .open();
      return new Storage(pool, store, hashing, figures);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource pool(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "No driver on the class path takes the url, or it is not a JDBC URL; write one such as jdbc:h2:./data/app.",
          e);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName("shop");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_MILLIS);
    config.setInitializationFailTimeout(-1); // the store reports a database that is down
    return new HikariDataSource(config);
  }

  @Override
  public void close() {
    store.close();
    pool.close();
  }
}
