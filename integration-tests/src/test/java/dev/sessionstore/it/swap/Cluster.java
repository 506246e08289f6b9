package dev.sessionstore.it.swap;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.tck.probe.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Several stores on one table of an empty schema.
 *
 * @param arena database and pool
 * @param backends one backend, with two stores, or several with a store each
 */
record Cluster(Arena arena, List<Backend> backends) {

  /** Each backend on the usual databases; all together on every one. */
  static List<Cluster> all() {
    List<Cluster> all = new ArrayList<>();
    for (Arena arena : Arena.values()) {
      if (arena.isUsual()) {
        for (Backend backend : Backend.values()) {
          all.add(new Cluster(arena, List.of(backend)));
        }
      }
      all.add(new Cluster(arena, List.of(Backend.values())));
    }
    return all;
  }

  /**
   * The open stores of a cluster.
   *
   * @param stores two or more
   * @param clock theirs
   * @param database for a connection past them
   */
  record Nodes(List<SessionStore> stores, VirtualClock clock, TestDatabase database) {

    /** The store of a thread. */
    SessionStore store(int thread) {
      return stores.get(thread % stores.size());
    }
  }

  /** Work in a cluster. */
  @FunctionalInterface
  interface Work {
    void on(Nodes nodes) throws Exception;
  }

  /**
   * Opens the cluster, runs the work, reports in a line (or in the exception), and checks that
   * nothing is left open. Every second store has a listener, so that both kinds of sweep run at
   * once.
   */
  void run(String what, Consumer<SessionStoreOptions.Builder> options, Work work) {
    VirtualClock clock = new VirtualClock(Instant.parse("2031-05-06T07:08:09.010Z"));
    Queue<SessionHandle> expired = new ConcurrentLinkedQueue<>();
    List<SessionStore> stores = new ArrayList<>();
    try (TestDatabase database = arena.fresh(); HikariDataSource pool = arena.pool(database)) {
      try {
        for (int i = 0; i < Math.max(2, backends.size()); i++) {
          SessionListener listener = i % 2 == 0 ? SessionListener.NONE : new Expired(expired);
          stores.add(SessionStore.builder().dataSource(pool).backend(backends.get(i % backends.size()).toString())
              .options(o -> o.columns(Columns.ALL)
                  .clock(clock)
                  .listener(listener)
                  .expiration(Duration.ofHours(2))
                  .updateTimeout(Duration.ofMinutes(10))
                  .checkExpirationInterval(Duration.ZERO))
              .options(options).createTable(true).open());
        }
        long start = System.nanoTime();
        work.on(new Nodes(stores, clock, database));
        System.out.printf("Stress: %s, %s in %d ms.%n", this, what, (System.nanoTime() - start) / 1_000_000);
        assertThat(expired).as("told of once each").doesNotHaveDuplicates();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as("connections in use").isZero();
      } finally {
        stores.forEach(SessionStore::close);
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(this + ", " + what + ": " + e.getMessage(), e);
    }
  }

  /** Collects what its store swept. */
  private record Expired(Queue<SessionHandle> heard) implements SessionListener {

    @Override
    public boolean listensToExpired() {
      return true;
    }

    @Override
    public void expired(SessionHandle handle) {
      heard.add(handle);
    }
  }

  @Override
  public String toString() {
    return arena + ": " + (backends.size() == 1 ? backends.get(0) : "all backends");
  }
}
