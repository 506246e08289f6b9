package dev.sessionstore.internal;

import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * From a builder's answers to an open store: finds the backend, opens pool and table, undoes all of
 * it on failure (LIFE-1).
 */
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
  public static SessionStore open(SessionStoreOptions options, @Nullable SessionTableFactory table,
      @Nullable DataSource dataSource, @Nullable String url, @Nullable String user, @Nullable String password,
      @Nullable String backend, boolean createTable) {
    requireOnePlace((table == null ? 0 : 1) + (dataSource == null ? 0 : 1) + (url == null ? 0 : 1));
    if (url == null && (user != null || password != null)) {
      throw new IllegalStateException("A user or password was given without a url; "
          + "give the url too, or leave them out: a dataSource or table knows its own.");
    }
    if (table != null) {
      if (backend != null) {
        throw new IllegalStateException("Both a table and the backend " + backend
            + " were chosen; leave one out: a table brings its own backend.");
      }
      return open(options, table, createTable, () -> {});
    }
    SessionBackend chosen = choose(found(), backend);
    if (dataSource != null) {
      return open(options, linked(chosen, dataSource), createTable, () -> {});
    }
    OwnPool pool = OwnPool.open(Objects.requireNonNull(url), user, password);
    try {
      return open(options, linked(chosen, pool.dataSource()), createTable, pool::close);
    } catch (RuntimeException | Error e) {
      pool.close(); // twice is fine
      throw e;
    }
  }

  private static void requireOnePlace(int places) {
    if (places == 0) {
      throw new IllegalStateException("Nowhere to keep sessions was named; "
          + "call url, dataSource or table on the builder, or set the property sessionstore.url.");
    }
    if (places > 1) {
      throw new IllegalStateException("Several places to keep sessions were named; "
          + "give just one of url (or the property sessionstore.url), dataSource and table.");
    }
  }

  private static SessionStore open(SessionStoreOptions options, SessionTableFactory factory, boolean createTable,
      Runnable closeRest) {
    SessionTable table = openTable(options, factory);
    SessionStore store = new Engine(options, table, System::nanoTime, LockSupport::parkNanos, closeRest);
    try {
      if (createTable) {
        store.createTable();
      }
      store.startExpiring();
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static SessionTable openTable(SessionStoreOptions options, SessionTableFactory factory) {
    try {
      return Objects.requireNonNull(factory.open(new TableDefinition(options.tableName(), options.columns())),
          "The table factory answered null; answer a SessionTable.");
    } catch (SessionStoreException | IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      if (comesFromDatabase(e)) { // ERR-1
        throw new SessionStoreException(
            "The database failed while the store was opened; check that it can be reached, then open again.", e);
      }
      throw e;
    }
  }

  private static boolean comesFromDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }

  private static List<SessionBackend> found() {
    List<SessionBackend> found = load(ServiceLoader.load(SessionBackend.class));
    // a pool's thread may carry a class loader that sees nothing
    return found.isEmpty()
        ? load(ServiceLoader.load(SessionBackend.class, StoreOpening.class.getClassLoader()))
        : found;
  }

  private static List<SessionBackend> load(ServiceLoader<SessionBackend> loader) {
    try {
      return loader.stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError | NoClassDefFoundError e) {
      throw unloadable("A session backend on the class path", e);
    }
  }

  /** Often a backend's own class loads, and only those behind it want the ORM. */
  private static SessionTableFactory linked(SessionBackend backend, DataSource dataSource) {
    return definition -> {
      try {
        return backend.on(dataSource).open(definition);
      } catch (NoClassDefFoundError e) {
        throw unloadable("The session backend " + backend.name(), e);
      }
    };
  }

  private static IllegalStateException unloadable(String what, Error cause) {
    return new IllegalStateException(
        what + " cannot be loaded; add the ORM it needs, or take its artifact off the class path.", cause);
  }

  /** SWAP-2. */
  static SessionBackend choose(List<SessionBackend> found, @Nullable String backend) {
    if (found.isEmpty()) {
      throw new IllegalStateException("No session backend is on the class path; "
          + "add one artifact of dev.sessionstore, such as store-hibernate, or call table on the builder.");
    }
    String names = found.stream().map(SessionBackend::name).sorted().collect(Collectors.joining(", "));
    List<SessionBackend> fitting =
        backend == null ? found : found.stream().filter(b -> b.name().equalsIgnoreCase(backend)).toList();
    if (fitting.isEmpty()) {
      throw new IllegalStateException("The session backend " + backend + " is not on the class path, found: " + names
          + "; " + how(found.get(0)) + ", or add the artifact that brings " + backend + ".");
    }
    if (fitting.size() > 1) {
      throw new IllegalStateException("Several session backends are on the class path: " + names + "; "
          + (backend == null
              ? how(found.get(0)) + ", or keep just one of them."
              : "take all but one called " + backend + " off it."));
    }
    return fitting.get(0);
  }

  private static String how(SessionBackend example) {
    return "choose one by backend(\"" + example.name() + "\") on the builder or the property sessionstore.backend="
        + example.name();
  }
}
