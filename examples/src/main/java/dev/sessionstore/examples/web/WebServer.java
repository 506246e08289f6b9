package dev.sessionstore.examples.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/**
 * The shop on an embedded Tomcat, with its store; open from {@link #start} to {@link #close}.
 * Thread-safe.
 */
public final class WebServer implements AutoCloseable {

  private static final String HOST = "localhost"; // a sign-in without a password is for this machine only
  private static final long LAST_ANSWERS_MILLIS = 5_000;

  // referenced, like the next, since a logger without references loses its level
  private final Logger log = Logger.getLogger("org.apache");
  private final Logger leaks = Logger.getLogger("org.apache.catalina.loader");
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Tomcat tomcat = new Tomcat();
  private final Storage storage;
  private final Path work;

  private WebServer(Storage storage, Path work) {
    this.storage = storage;
    this.work = work;
  }

  /**
   * Opens the store, creates its table where it is missing, and serves.
   *
   * @param backend the name of a backend on the class path
   * @param url the JDBC URL of the database
   * @param port the port; 0: any free one
   * @return a running server
   * @throws PortTakenException when another program listens there; nothing is left open then
   * @throws IllegalArgumentException when no driver accepts the URL
   * @throws IllegalStateException when there is no such backend
   * @throws dev.sessionstore.SessionStoreException when the database cannot be reached, or refuses
   */
  public static WebServer start(String backend, String url, int port) throws PortTakenException {
    Storage storage = Storage.open(backend, url);
    WebServer server = new WebServer(storage, scratch());
    try {
      server.serve(new Shop(storage, backend), port);
      return server;
    } catch (LifecycleException e) {
      server.close();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new PortTakenException(port, e);
        }
      }
      throw new IllegalStateException("The web server did not start: " + e.getMessage(), e);
    }
  }

  /** {@return the address for a browser} */
  public URI address() {
    return URI.create("http://" + HOST + ":" + tomcat.getConnector().getLocalPort() + "/");
  }

  /** Waits until the server has been closed. */
  public void await() {
    tomcat.getServer().await();
  }

  /**
   * Waits for running requests, then closes store and pool. May be called repeatedly.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        tomcat.stop();
        tomcat.destroy();
      } catch (LifecycleException e) {
        log.log(Level.WARNING, "The web server did not stop in order.", e);
      } finally {
        storage.close();
        delete(work);
      }
    }
  }

  private void serve(Shop shop, int port) throws LifecycleException {
    log.setLevel(Level.WARNING);
    leaks.setLevel(Level.SEVERE); // what outlives the application ends with the program anyway
    tomcat.setBaseDir(work.toString());
    Connector connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", HOST);
    connector.setThrowOnFailure(true);
    tomcat.setConnector(connector);
    ((StandardService) tomcat.getService()).setGracefulStopAwaitMillis(LAST_ANSWERS_MILLIS);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(shop, Set.of());
    ErrorPage any = new ErrorPage();
    any.setLocation(ErrorServlet.PATH);
    context.addErrorPage(any);
    // a second server of this JVM would recreate the first one's folder
    System.clearProperty(Globals.CATALINA_HOME_PROP);
    tomcat.start();
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("shop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
