package dev.sessionstore.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** From a builder's answers to an open store: finds the backend, opens the pool, undoes both on failure. */
public final class StoreOpening {

  private StoreOpening() {}

  /**
   * Opens.
   *
   * @param options validated
   * @param table a table of the user's, or null
   * @param dataSource the user's, or null
   * @param url for a pool of our own, or null
   * @param user for the pool, or null
   * @param password for the pool, or null
   * @param backend chosen name, or null
   * @param createTable whether to make the table
   * @return an open store
   */
  public static SessionStore open(SessionStoreOptions options, @Nullable SessionTableFactory table, @Nullable DataSource dataSource, @Nullable String url,
      @Nullable String user, @Nullable String password, @Nullable String backend, boolean createTable) {
    int places = (table == null ? 0 : 1) + (dataSource == null ? 0 : 1) + (url == null ? 0 : 1);
    if (places != 1) {
      throw new IllegalStateException(places == 0 ? "Nowhere to keep sessions was named; call url, dataSource or table on the builder."
          : "Several places to keep sessions were named; call just one of url, dataSource and table on the builder.");
    }
    HikariDataSource pool = null;
    SessionStore store = null;
    try {
      SessionTableFactory factory = table;
      if (factory == null) {
        SessionBackend chosen = choose(backend);
        DataSource source = dataSource;
        if (url != null) {
          pool = pool(url, user, password);
          source = pool;
        }
        factory = chosen.on(java.util.Objects.requireNonNull(source));
      }
      HikariDataSource owned = pool;
      store = new Engine(options, factory.open(new TableDefinition(options.tableName(), options.columns())), System::nanoTime, LockSupport::parkNanos, () -> {
        if (owned != null) {
          owned.close();
        }
      });
      if (createTable) {
        store.createTable();
      }
      store.startExpiring();
      return store;
    } catch (RuntimeException e) {
      if (store != null) {
        store.close();
      } else if (pool != null) {
        pool.close();
      }
      throw e;
    }
  }

  private static SessionBackend choose(@Nullable String backend) { // SWAP-2
    List<SessionBackend> found = ServiceLoader.load(SessionBackend.class).stream().map(ServiceLoader.Provider::get).toList();
    String names = found.stream().map(SessionBackend::name).sorted().collect(Collectors.joining(", "));
    if (found.isEmpty()) {
      throw new IllegalStateException("No session backend is on the class path; add dev.sessionstore:store-hibernate, or pass a table to the builder.");
    }
    if (backend == null && found.size() > 1) {
      throw new IllegalStateException("Several session backends are on the class path (" + names + "); choose one with backend(name).");
    }
    return found.stream().filter(b -> backend == null || b.name().equals(backend)).findFirst()
        .orElseThrow(() -> new IllegalStateException("The chosen session backend is not on the class path; found: " + names + "."));
  }

  private static HikariDataSource pool(String url, @Nullable String user, @Nullable String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("session-store");
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }
}
