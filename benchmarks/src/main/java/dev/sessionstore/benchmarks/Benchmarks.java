package dev.sessionstore.benchmarks;

import dev.sessionstore.it.databases.DatabaseServer;
import dev.sessionstore.it.databases.ServerProduct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Starts the servers, then one JVM after the other, and writes their measurements. */
public final class Benchmarks {

  private final Form form;
  private final List<String> only;
  private final Progress progress;

  private Benchmarks(Form form, List<String> only, Progress progress) {
    this.form = form;
    this.only = only;
    this.progress = progress;
  }

  /** A JVM's task. */
  private record Task(String kind, Entrant entrant, Product product) {

    String name() {
      return (kind + "-" + entrant + "-" + product).toLowerCase(Locale.ROOT);
    }

    String label() {
      String who = kind.equals(Comparison.SIZE.name()) ? "raw JDBC and ours" : entrant.label();
      return kind.toLowerCase(Locale.ROOT) + ": " + who + " on " + product.label();
    }
  }

  /**
   * Runs the benchmarks.
   *
   * @param arguments {@code short}, {@code long} or {@code smoke}; then {@code all}, or parts of
   *   names of tasks, joined by commas: {@code store-hibernate-h2}, {@code port},
   *   {@code postgresql}, of which less than all is printed and not written down; then
   *   {@code true}, to go on with a whole run that was cut off
   */
  public static void main(String[] arguments) {
    String only = arguments.length > 1 ? arguments[1] : "all";
    int outcome = 1;
    try {
      Form form = Form.named(arguments.length > 0 ? arguments[0] : "short");
      boolean resumed = arguments.length > 2 && Boolean.parseBoolean(arguments[2]);
      Path kept = only.equals("all") ? Path.of("target", "benchmark-" + form.name() + ".tsv") : null;
      new Benchmarks(form, only.equals("all") ? List.of() : List.of(only.split(",")), new Progress(kept, resumed))
          .run();
      outcome = 0;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(outcome); // stops the servers, whose threads would keep this JVM alive
  }

  private void run() throws Exception {
    List<Task> tasks = tasks().stream().filter(this::wanted).toList();
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("The " + form.name() + " form has no such task; say all, or parts of these: "
          + String.join(", ", tasks().stream().map(Task::name).toList()) + ".");
    }
    List<Task> left = tasks.stream().filter(task -> !progress.has(task.name())).toList();
    List<String> settings = settings(tasks, servers(tasks));
    int done = tasks.size() - left.size();
    for (Task task : left) {
      long start = System.nanoTime();
      List<String> lines = fork(task);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      progress.add(task.name(), lines, took);
      done++;
      Duration togo = progress.spent().multipliedBy(tasks.size() - done).dividedBy(done);
      System.out.printf(Locale.ROOT, "[%d/%d] %s: %d s; %s so far, about %s to go%n", done, tasks.size(), task.label(),
          took.toSeconds(), minutes(progress.spent()), minutes(togo));
    }
    Report report = new Report(form, settings, progress.spent(), progress.figures(), progress.ratios());
    System.out.println(report.text());
    if (only.isEmpty() && !form.name().equals("smoke")) {
      report.write(Path.of(""));
    }
  }

  private static String minutes(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d min", time.toMinutes(), time.toSecondsPart());
  }

  private boolean wanted(Task task) {
    return only.isEmpty() || only.stream().anyMatch(task.name()::contains);
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (Product product : Product.values()) {
      for (Entrant entrant : Entrant.values()) {
        tasks.add(new Task("STORE", entrant, product));
      }
      for (Entrant entrant : Entrant.values()) {
        if (entrant.isOurs()) {
          tasks.add(new Task(Comparison.PORT.name(), entrant, product));
          if (entrant.isOrm() && form.comparisons().contains(Comparison.ORDINARY)) {
            tasks.add(new Task(Comparison.ORDINARY.name(), entrant, product));
          }
          if (form.comparisons().contains(Comparison.PEERS)) {
            tasks.add(new Task(Comparison.PEERS.name(), entrant, product));
          }
        }
      }
      if (form.comparisons().contains(Comparison.SIZE)) {
        tasks.add(new Task(Comparison.SIZE.name(), Entrant.RAW, product)); // and all of ours
      }
    }
    for (Entrant entrant : Entrant.values()) {
      if (entrant.isOurs() && form.comparisons().contains(Comparison.CROWD)) {
        tasks.add(new Task(Comparison.CROWD.name(), entrant, Product.POSTGRESQL));
        tasks.add(new Task(Comparison.SWEEP.name(), entrant, Product.POSTGRESQL));
      }
    }
    tasks.add(new Task(Comparison.ENGINE.name(), Entrant.RAW, Product.H2));
    return tasks;
  }

  private static Map<Product, DatabaseServer> servers(List<Task> tasks) {
    Map<Product, DatabaseServer> servers = new EnumMap<>(Product.class);
    for (Product product : Product.values()) {
      ServerProduct server = product.server();
      if (server != null && System.getProperty(server.property()) == null
          && tasks.stream().anyMatch(task -> task.product() == product)) {
        System.out.println("Starting " + server.label() + " …");
        servers.put(product, DatabaseServer.own(server));
      }
    }
    return servers;
  }

  /** Sets the properties of the servers that the other JVMs get. */
  private List<String> settings(List<Task> tasks, Map<Product, DatabaseServer> servers) throws SQLException {
    serverProperties(servers).forEach(System::setProperty);
    Set<Product> products = EnumSet.noneOf(Product.class);
    tasks.forEach(task -> products.add(task.product()));
    return Settings.of(form, products).lines();
  }

  private static Map<String, String> serverProperties(Map<Product, DatabaseServer> servers) {
    Map<String, String> properties = new TreeMap<>();
    for (DatabaseServer server : servers.values()) {
      String property = server.product().property();
      properties.put(property, server.url());
      properties.put(property.replaceAll("url$", "user"), server.user());
    }
    return properties;
  }

  /** {@return the measurements, a line each; other output is printed} */
  private List<String> fork(Task task) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms" + form.heapMegabytes() + "m", "-Xmx" + form.heapMegabytes() + "m", "-Djmh.ignoreLock=true",
        "-Dorg.jboss.logging.provider=slf4j", "-Djava.awt.headless=true", "-cp",
        System.getProperty("java.class.path")));
    System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith("sessionstore."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command
        .addAll(List.of(Fork.class.getName(), form.name(), task.kind(), task.entrant().name(), task.product().name()));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> measured = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("figure\t") || line.startsWith("ratio\t")) {
          measured.add(line);
        } else if (!line.startsWith("WARNING")) {
          System.out.println(line);
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The JVM for " + task.label() + " failed; what it said stands above.");
    }
    return measured;
  }
}
