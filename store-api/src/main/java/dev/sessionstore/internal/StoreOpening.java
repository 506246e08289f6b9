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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a store: finds the backend, opens the table, and closes all of it on failure (LIFE-1).
 */
public final class StoreOpening {

  private StoreOpening() {}

  /**
   * Opens a store on a table that exists.
   *
   * @param options validated
   * @param place where the sessions are
   * @return an open store
   */
  public static SessionStore open(SessionStoreOptions options, StorePlace place) {
    return open(options, place, store -> {});
  }

  /**
   * Opens a store and creates its table where it is missing.
   *
   * @param options validated
   * @param place where the sessions are
   * @return an open store
   */
  public static SessionStore openAndCreateTable(SessionStoreOptions options, StorePlace place) {
    return open(options, place, SessionStore::createTable);
  }

  private static SessionStore open(SessionStoreOptions options, StorePlace place, Consumer<SessionStore> first) {
    SessionTable table = openTable(options, factory(place));
    SessionStore store = new Engine(options, table, System::nanoTime, LockSupport::parkNanos);
    try {
      first.accept(store);
      store.startExpiring();
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static SessionTableFactory factory(StorePlace place) {
    SessionTableFactory table = place.table();
    if (table != null) {
      return table;
    }
    SessionBackend chosen = choose(found(), place.backend());
    DataSource dataSource = place.dataSource();
    return linked(chosen, () -> dataSource != null
        ? chosen.on(dataSource)
        : chosen.at(Objects.requireNonNull(place.url()), place.user(), place.password()));
  }

  private static SessionTable openTable(SessionStoreOptions options, SessionTableFactory factory) {
    try {
      return Objects.requireNonNull(factory.open(definition(options)),
          "The table factory returned null; return a SessionTable.");
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
    // a pool's thread may have a class loader without our classes
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

  /** Often a backend's own class loads, and only the classes it uses need the ORM. */
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
