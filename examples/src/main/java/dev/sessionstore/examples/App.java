package dev.sessionstore.examples;

import dev.sessionstore.SessionStoreException;
import dev.sessionstore.examples.web.PortTakenException;
import dev.sessionstore.examples.web.WebServer;
import java.io.PrintStream;

/**
 * The program behind the README's first command: a small shop on the web or, with {@code --tour}, a
 * tour on the console.
 */
public final class App {

  private App() {}

  /**
   * Serves until it is stopped, or runs the tour. The exit code is 2 for a wrong option, and 1 when
   * the database or the port fails.
   *
   * @param arguments see {@code --help}
   * @throws Exception when a step of the tour, or the server, fails
   */
  public static void main(String... arguments) throws Exception {
    int code = run(System.out, System.err, arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(PrintStream out, PrintStream err, String... arguments) throws Exception {
    try {
      Options options = Options.parse(arguments);
      if (options.help()) {
        out.println(Options.HELP);
      } else if (options.tour()) {
        Tour.run(options, out);
      } else {
        serve(options, out);
      }
      return 0;
    } catch (Options.Misunderstood | IllegalStateException | IllegalArgumentException e) {
      // thrown before anything is opened
      err.println(e.getMessage());
      err.println(Options.HELP);
      return 2;
    } catch (SessionStoreException | PortTakenException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void serve(Options options, PrintStream out) throws PortTakenException {
    WebServer server = WebServer.start(options.backend(), options.url(), options.port());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    out.println("Open " + server.address() + " in a browser; sessions are kept through " + options.backend()
        + ". Ctrl-C stops it.");
    server.await();
  }
}
