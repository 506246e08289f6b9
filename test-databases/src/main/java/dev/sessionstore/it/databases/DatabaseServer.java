package dev.sessionstore.it.databases;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server: one that the tests started, which they may stop and start again, or one that somebody pointed them at. */
public final class DatabaseServer implements AutoCloseable {

  /** Until it takes connections: ends a hang, no more. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ServerProduct product;
  private final @Nullable Child child;
  private final String url;
  private final String user;
  private final String password;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Duration startedIn = Duration.ZERO;

  private DatabaseServer(ServerProduct product, @Nullable Child child, String url, String user, String password) {
    this.product = product;
    this.child = child;
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /**
   * Starts one of the caller's own, for tests that take it down. Its port and data stay the same over {@link #stop()} and {@link #start()}.
   *
   * @param product which
   * @return running; the caller closes it
   * @throws AssertionError if it does not start
   */
  public static DatabaseServer own(ServerProduct product) {
    Path folder = Folders.fresh(product.key());
    try {
      ServerProcess process = product.process(folder, freePort());
      DatabaseServer server = new DatabaseServer(product, new Child(process, folder), process.url(), process.user(), "");
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop " + folder.getFileName()));
      server.start();
      return server;
    } catch (IOException e) {
      throw notStarted(product, e);
    }
  }

  /** One that runs already. */
  static DatabaseServer given(ServerProduct product, String url, String user, String password) {
    return new DatabaseServer(product, null, url, user, password);
  }

  /** Whether the tests started it. */
  public boolean isOwn() {
    return child != null;
  }

  /** Which it is. */
  public ServerProduct product() {
    return product;
  }

  /** JDBC URL of its default database: another JVM is pointed at it by {@link ServerProduct#property()}. */
  public String url() {
    return url;
  }

  /** Whom to connect as. */
  public String user() {
    return user;
  }

  /** How long its last start took, until it took connections; nothing for one that ran already. */
  Duration startedIn() {
    return startedIn;
  }

  /** Starts it again; returns when it takes connections. */
  public void start() {
    long start = System.nanoTime();
    try {
      process().start();
      startedIn = Duration.ofNanos(System.nanoTime() - start);
    } catch (Exception e) {
      throw notStarted(product, e);
    }
  }

  /** Takes it down in good order: connections break, data stay. */
  public void stop() {
    try {
      process().stop();
    } catch (Exception e) {
      throw new AssertionError(product.label() + " could not be stopped: " + e.getMessage(), e);
    }
  }

  /**
   * An empty schema of the caller's own.
   *
   * @return open; the caller closes it
   * @throws AssertionError if the server cannot be reached
   */
  public TestDatabase freshSchema() {
    String schema = Database.newName();
    try (Connection connection = DriverManager.getConnection(url, user, password); Statement statement = connection.createStatement()) {
      statement.execute(product.create(schema));
    } catch (SQLException e) {
      throw new AssertionError(product.label() + " at " + url + " gave no schema to test in: " + e.getMessage()
          + " Its user must be allowed to create one.", e);
    }
    return new TestDatabase(product.label(), product.urlOf(url, schema), user, password, connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute(product.drop(schema));
      }
    });
  }

  /** Stops it for good and deletes its data, if the tests started it. The end of the JVM does the same. */
  @Override
  public void close() {
    if (child != null && !closed.getAndSet(true)) {
      stop();
      Folders.delete(child.folder());
    }
  }

  private ServerProcess process() {
    if (child == null) {
      throw new IllegalStateException("Only a server that the tests started can be stopped and started; take DatabaseServer.own.");
    }
    return child.process();
  }

  static AssertionError notStarted(ServerProduct product, Exception cause) {
    return new AssertionError(product.label() + " could not be started for the tests: " + cause.getMessage()
        + " Its output is in target/databases. " + product.howToNameOnesOwn(), cause);
  }

  /**
   * One that the system does not hand out by itself: between this look and the server's start it would give such a port to anybody's
   * connection. That two builds draw the same at one time comes about once in 20,000.
   */
  private static int freePort() throws IOException {
    for (int port : ThreadLocalRandom.current().ints(100, 10_240, 32_768).toArray()) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        continue;
      }
    }
    throw new IOException("of a hundred ports none was free.");
  }

  private record Child(ServerProcess process, Path folder) {}
}
