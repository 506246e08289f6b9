package dev.sessionstore.servlet;

import dev.sessionstore.Column;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.tck.probe.StatementProbe;
import dev.sessionstore.tck.probe.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * An application under test: a real server, real HTTP, a store on H2 whose statements are counted,
 * and a clock that only tests move.
 */
final class Site implements AutoCloseable {

  static final Column<String> USER =
      Column.string("user_name", 80, s -> s.get("user", String.class).orElse(null)).withIndex();

  final JdbcConnectionPool pool;
  final StatementProbe probe;
  final VirtualClock clock = new VirtualClock(Instant.parse("2031-05-05T10:00:00Z"));
  final SessionStore store;
  private final SessionStore beside;
  final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<Runnable> open = new ArrayList<>();
  private Container.Running server;

  Site() {
    this(o -> {});
  }

  Site(Consumer<SessionStoreOptions.Builder> options) {
    this.pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    this.probe = new StatementProbe(pool);
    this.store = SessionStore.builder().dataSource(probe).createTable(true)
        .options(o -> o.clock(clock).checkExpirationInterval(Duration.ZERO).columns(List.of(USER)))
        .options(options)
        .open();
    this.beside = SessionStore.builder()
        .dataSource(pool)
        .options(o -> o.clock(clock).checkExpirationInterval(Duration.ZERO))
        .open();
    open.add(store::close);
    open.add(beside::close);
  }

  Site page(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  /** Serves through a filter with these options. */
  Site on(Container container, Consumer<SessionFilterBuilder> options) throws Exception {
    SessionFilterBuilder builder = SessionFilter.on(store);
    options.accept(builder);
    SessionFilter filter = builder.build();
    server = container.start(filter::addTo, pages);
    open.add(0, server::close);
    probe.reset();
    return this;
  }

  Site on(Container container) throws Exception {
    return on(container, b -> {});
  }

  /** {@return another node's store on the same database, past the probe} */
  SessionStore beside() {
    return beside;
  }

  /** Starts a second server on the same database; the caller closes it. */
  Container.Running another(Container container) throws Exception {
    return container.start(c -> SessionFilter.on(store).build().addTo(c), pages);
  }

  int port() {
    return server.port();
  }

  Browser browser() {
    return new Browser(port());
  }

  /** {@return statements since the last call} */
  long statements() {
    long counted = probe.snapshot().statements();
    probe.reset();
    return counted;
  }

  /** {@return the stored attributes of the session of a browser's cookie} */
  Map<String, Object> stored(Browser browser) {
    return store.get(SessionId.of(browser.cookie("sid"))).orElseThrow().attributes().asMap();
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
    pool.dispose();
  }
}
