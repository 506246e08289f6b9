package dev.sessionstore.examples;

import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.StoredSession;
import dev.sessionstore.SweepResult;
import dev.sessionstore.examples.web.UserColumn;
import dev.sessionstore.spi.SessionBackend;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows the life of some sessions, step by step, in a database that outlives the program. No line
 * names an ORM.
 */
final class Tour {

  private static final int THREADS = 8;
  private static final int UPDATES = 1_000;
  private static final int PAGE = 100;

  private final Options options;
  private final PrintStream out;

  private Tour(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  static void run(Options options, PrintStream out) throws Exception {
    Tour tour = new Tour(options, out);
    try (SessionStore store = tour.open(options.backend())) {
      tour.walk(store);
    }
  }

  private SessionStore open(String backend) {
    return SessionStore.builder().url(options.url()).backend(backend).createTable(true)
        .options(
            o -> o.columns(List.of(UserColumn.USER)).sweepGrace(Duration.ZERO).touchInterval(Duration.ofSeconds(30)))
        .open();
  }

  private void walk(SessionStore store) throws Exception {
    out.println("Backend " + options.backend() + ".");
    survivors(store);
    Session ada = login(store);
    count(store, ada.id());
    touch(store, ada.id());
    logOutElsewhere(store, ada.id());
    expire(store);
    readByOthers(ada.id());
    out.println("Run it again: it finds this session.");
  }

  private void survivors(SessionStore store) {
    List<StoredSession> earlier = new ArrayList<>();
    SessionHandle after = null;
    do {
      Page<StoredSession> page = store.all(PAGE, after);
      earlier.addAll(page.items());
      after = page.last();
    } while (after != null);
    out.println("1. Sessions that survived from earlier runs: " + earlier.size() + ".");
    earlier.forEach(s -> out.println("     " + s.attributes().get("user") + ", created " + s.createdAt() + ", counter "
        + s.attributes().get("visits")));
  }

  private Session login(SessionStore store) throws SQLException {
    Session anonymous = store.create(Map.of("cart", List.of("book")));
    out.println("2. A visitor comes: one row inserted, its key a hash of the id; " + store.length() + " live.");
    showRow(store, anonymous);
    Session ada = store.rotate(anonymous.id(), s -> s.with("user", "ada")).orElseThrow();
    out.println("3. She logs in: the row has a new key, the cart is still " + ada.get("cart") + ", the old id finds "
        + (store.get(anonymous.id()).isPresent() ? "a session" : "nothing") + ".");
    return ada;
  }

  /** Prints the newest row, as any SQL console shows it. */
  private void showRow(SessionStore store, Session session) throws SQLException {
    try (Connection connection = DriverManager.getConnection(options.url());
        PreparedStatement query =
            connection.prepareStatement("select sid, data, expires from sessions where created_at = ?")) {
      query.setLong(1, session.createdAt().toEpochMilli());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          out.println("     sid " + row.getString("sid") + " | expires " + row.getLong("expires") + " | data "
              + row.getString("data"));
        }
      }
    }
  }

  private void count(SessionStore store, SessionId id) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    AtomicInteger acknowledged = new AtomicInteger();
    Callable<Boolean> one = () -> {
      boolean live = store.update(id, s -> s.with("visits", s.getLong("visits", 0) + 1)).isPresent();
      int n = acknowledged.incrementAndGet();
      if (n % 100 == 0) {
        out.println("     " + n + " updates acknowledged");
      }
      return live;
    };
    try {
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(UPDATES, one))) {
        if (!each.get()) {
          throw new IllegalStateException("The session vanished during its updates; is another run logging it out?");
        }
      }
    } finally {
      threads.shutdownNow();
    }
    out.println("4. " + THREADS + " threads made " + UPDATES + " updates of one row: the counter says "
        + store.get(id).orElseThrow().get("visits") + ".");
  }

  private void touch(SessionStore store, SessionId id) {
    Session copy = store.get(id).orElseThrow();
    boolean spared = store.touch(copy).orElseThrow() == copy;
    boolean live = store.touch(id);
    out.println("5. A touch of a copy just read would gain nothing, so " + (spared ? "no SQL was sent" : "it was sent")
        + "; asked for by id, one update returned: " + (live ? "live" : "gone") + ".");
  }

  private void logOutElsewhere(SessionStore store, SessionId here) {
    store.create(Map.of("user", "ada", "device", "phone"));
    store.create(Map.of("user", "ada", "device", "tablet"));
    int listed = store.findBy(UserColumn.USER, "ada", PAGE, null).items().size();
    int ended = store.destroyBy(UserColumn.USER, "ada", here);
    out.println("6. Ada had " + listed + " sessions; logged out everywhere but here: " + ended
        + " rows deleted, this session " + (store.get(here).isPresent() ? "lives" : "is gone") + ".");
  }

  private void expire(SessionStore store) {
    List<SessionId> shortLived = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      shortLived
          .add(store.set(store.create(Map.of("n", i)).withMaxAge(Duration.ofMillis(1))).map(Session::id).orElseThrow());
    }
    while (shortLived.stream().anyMatch(id -> store.get(id).isPresent())) {
      Thread.onSpinWait();
    }
    SweepResult swept = store.clearExpired();
    out.println("7. Three sessions of one millisecond are served no more; the sweep deleted " + swept.deleted()
        + " rows in " + swept.batches() + " batch, " + store.length() + " live.");
  }

  private void readByOthers(SessionId id) {
    for (SessionBackend other : ServiceLoader.load(SessionBackend.class)) {
      if (!other.name().equals(options.backend())) {
        try (SessionStore store = open(other.name())) {
          out.println("8. The same row read by " + other.name() + ": "
              + store.get(id).orElseThrow().attributes().asMap() + ".");
        }
      }
    }
  }
}
