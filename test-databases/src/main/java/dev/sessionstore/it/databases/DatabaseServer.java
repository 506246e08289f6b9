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

/**
 * A database server: one that the tests started, which they can stop and start again, or one that a
 * system property names.
 */
public final class DatabaseServer implements AutoCloseable {

  /** The time for a server to accept connections; only ends a hang. */
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
   * Starts a server for the caller only, for tests that stop it. Its port and data stay the same
   * over {@link #stop()} and {@link #start()}.
   *
   * @param product the product
   * @return the running server; the caller closes it
   * @throws AssertionError if it does not start
   */
  public static DatabaseServer own(ServerProduct product) {
    Path folder = Folders.fresh(product.key());
    try {
      ServerProcess process = product.process(folder, freePort());
      DatabaseServer server =
          new DatabaseServer(product, new Child(process, folder), process.url(), process.user(), "");
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop " + folder.getFileName()));
      server.start();
      return server;
    } catch (IOException e) {
      throw notStarted(product, e);
    }
  }

  /** Returns a server that runs already. */
  static DatabaseServer given(ServerProduct product, String url, String user, String password) {
    return new DatabaseServer(product, null, url, user, password);
  }

  /** Returns whether the tests started it. */
  public boolean isOwn() {
    return child != null;
  }

  /** Returns its product. */
  public ServerProduct product() {
    return product;
  }

  /**
   * Returns the JDBC URL of its default database. Another JVM uses this server by
   * {@link ServerProduct#property()}.
   */
  public String url() {
    return url;
  }

  /** Returns the user to connect as. */
  public String user() {
    return user;
  }

  /** Returns how long its last start took; zero for a server that ran already. */
  Duration startedIn() {
    return startedIn;
  }

  /** Starts it again; returns when it accepts connections. */
  public void start() {
    long start = System.nanoTime();
    try {
      process().start();
      startedIn = Duration.ofNanos(System.nanoTime() - start);
    } catch (Exception e) {
      throw notStarted(product, e);
    }
  }

  /** Stops it in order: connections break, data stay. */
  public void stop() {
    try {
      process().stop();
    } catch (Exception e) {
      throw new AssertionError(product.label() + " could not be stopped: " + e.getMessage(), e);
    }
  }

  /**
   * Returns an empty schema for the caller.
   *
   * @return the open schema; the caller closes it
   * @throws AssertionError if the server cannot be reached
   */
  public TestDatabase freshSchema() {
    String schema = Database.newName();
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
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

  /**
   * Stops it and deletes its data, if the tests started it. The end of the JVM does the same.
   */
  @Override
  public void close() {
    if (child != null && !closed.getAndSet(true)) {
      stop();
      Folders.delete(child.folder());
    }
  }

  private ServerProcess process() {
    if (child == null) {
      throw new IllegalStateException(
          "Only a server that the tests started can be stopped and started; take DatabaseServer.own.");
    }
    return child.process();
  }

  static AssertionError notStarted(ServerProduct product, Exception cause) {
    return new AssertionError(product.label() + " could not be started for the tests: " + cause.getMessage()
        + " Its output is in target/databases. " + product.howToNameOnesOwn(), cause);
  }

  /**
   * Returns a free port that the system does not assign by itself: it could assign such a port to
   * any connection before the server starts. Two builds draw the same port at one time about once
   * in 20,000.
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
