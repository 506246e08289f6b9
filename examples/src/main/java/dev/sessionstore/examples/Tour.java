package dev.sessionstore.examples;

import dev.sessionstore.Column;
import dev.sessionstore.Page;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.StoredSession;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The life of some sessions, step by step, on a database that outlives the program. */
public final class Tour {

  private static final String HELP = "Options: --backend NAME (hibernate), --url JDBC-URL (an H2 file under data), --help";
  private static final Column<String> USER = Column.string("user_name", 80, s -> s.get("user", String.class).orElse(null)).withIndex();
  private static final int THREADS = 8;
  private static final int UPDATES = 1_000;

  private Tour() {}

  /**
   * Runs the tour; a wrong option ends it with exit code 2.
   *
   * @param arguments see {@code --help}
   * @throws Exception when a step fails
   */
  public static void main(String... arguments) throws Exception {
    int code = run(System.out, arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(PrintStream out, String... arguments) throws Exception {
    String backend = "hibernate";
    String url = "jdbc:h2:./data/tour;WRITE_DELAY=0";
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      if (option.equals("--help")) {
        out.println(HELP);
        return 0;
      }
      if (!option.equals("--backend") && !option.equals("--url")) {
        out.println("There is no option " + option + ". " + HELP);
        return 2;
      }
      if (++i == arguments.length) {
        out.println("The option " + option + " needs a value. " + HELP);
        return 2;
      }
      if (option.equals("--backend")) {
        backend = arguments[i];
      } else {
        url = arguments[i];
      }
    }
    SessionStore opened;
    try {
      opened = SessionStore.builder().url(url).backend(backend).createTable(true).options(o -> o.columns(List.of(USER)).sweepGrace(Duration.ZERO)).open();
    } catch (IllegalStateException | IllegalArgumentException e) {
      out.println(e.getMessage());
      return 2;
    }
    try (SessionStore store = opened) {
      walk(store, out);
    }
    return 0;
  }

  private static void walk(SessionStore store, PrintStream out) throws Exception {
    Page<StoredSession> earlier = store.all(100, null);
    out.println("1. Sessions that survived from earlier runs: " + earlier.items().size());
    earlier.items().forEach(s -> out.println("     " + s.attributes().get("user") + ", created " + s.createdAt() + ", counter " + s.attributes().get("visits")));

    Session anonymous = store.create(Map.of("cart", List.of("book")));
    out.println("2. A visitor comes: one row inserted; " + store.length() + " live.");
    Session ada = store.rotate(anonymous.id(), s -> s.with("user", "ada")).orElseThrow();
    out.println("3. She logs in: new id, the cart is " + ada.get("cart") + ", the old id finds " + store.get(anonymous.id()) + ".");

    count(store, ada.id());
    Session counted = store.get(ada.id()).orElseThrow();
    out.println("4. " + THREADS + " threads made " + UPDATES + " updates: the counter says " + counted.get("visits") + ".");

    out.println("5. A touch at once gains nothing, so it sends no SQL: " + (store.touch(counted).orElseThrow() == counted) + ".");

    store.create(Map.of("user", "ada"));
    store.create(Map.of("user", "ada"));
    out.println("6. Logged out everywhere but here: " + store.destroyBy(USER, "ada", ada.id()) + " rows deleted, this session lives: " + store.get(ada.id()).isPresent() + ".");

    Session shortLived = store.set(store.create(Map.of()).withMaxAge(Duration.ofMillis(1))).orElseThrow();
    while (store.get(shortLived.id()).isPresent()) {
      Thread.onSpinWait();
    }
    out.println("7. A session of one millisecond is served no more; the sweep deletes " + store.clearExpired().deleted() + " row, " + store.length() + " live.");
    out.println("Run it again: it finds this session.");
  }

  private static void count(SessionStore store, SessionId id) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < UPDATES; i++) {
        work.add(() -> store.update(id, s -> s.with("visits", s.getLong("visits", 0) + 1)).isPresent());
      }
      for (Future<Boolean> one : threads.invokeAll(work)) {
        if (!one.get()) {
          throw new IllegalStateException("The session vanished during its updates; is another run logging it out?");
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
