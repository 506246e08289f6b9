package dev.sessionstore.internal;

import dev.sessionstore.Column;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.spi.SessionBackend;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableFactory;
import dev.sessionstore.spi.TableDefinition;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * From a builder's answers to an open store: finds the backend, opens the table, undoes all of it
 * on failure (LIFE-1).
 */
public final class StoreOpening {

  private StoreOpening() {}

  /**
   * Opens.
   *
   * @param options validated
   * @param table a table of the user's, or null
   * @param dataSource the user's, or null
   * @param url where the backend connects by itself, or null
   * @param user who connects there, or null
   * @param password for that user, or null
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
      return open(options, table, createTable);
    }
    SessionBackend chosen = choose(found(), backend);
    return open(options, linked(chosen, () -> dataSource != null
        ? chosen.on(dataSource)
        : chosen.at(Objects.requireNonNull(url), user, password)), createTable);
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

  private static SessionStore open(SessionStoreOptions options, SessionTableFactory factory, boolean createTable) {
    SessionTable table = openTable(options, factory);
    SessionStore store = new Engine(options, table, System::nanoTime, LockSupport::parkNanos);
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
      return Objects.requireNonNull(factory.open(definition(options)),
          "The table factory answered null; answer a SessionTable.");
    } catch (SessionTableException e) { // ERR-1
      throw new SessionStoreException(
          "The database failed while the store was opened; check that it can be reached, then open again.", e);
    }
  }

  private static TableDefinition definition(SessionStoreOptions options) {
    return new TableDefinition(options.tableName(), options.columns().stream().map(Column::definition).toList());
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
  private static SessionTableFactory linked(SessionBackend backend, Supplier<SessionTableFactory> factory) {
    return definition -> {
      try {
        return factory.get().open(definition);
      } catch (NoClassDefFoundError e) {
        throw unloadable("The session backend " + backend.name(), e);
      }
    };
  }

  private static IllegalStateException unloadable(String what, Error failure) {
    Throwable why = failure.getCause() instanceof NoClassDefFoundError missing ? missing : failure;
    return new IllegalStateException(
        what + " cannot be loaded: " + why.getMessage() + (why instanceof NoClassDefFoundError ? " is missing" : "")
            + "; add the artifact it needs (on the module path, require its module too), "
            + "or take the backend's own off the path.",
        failure);
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
