package dev.sessionstore.examples;

import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param tour whether to run the console tour instead of the web application
 * @param help whether to print the help only
 * @param backend the name of a backend on the class path
 * @param place the JDBC URL of a database whose driver is on the class path; null: a file, a
 *   different one for each program
 * @param port the port of the web application; 0: any free one
 */
record Options(boolean tour, boolean help, String backend, @Nullable String place, int port) {

  static final String HELP = """
      Options:
        --backend NAME   hibernate (default), mybatis, ebean or jdbc
        --url URL        a JDBC URL, user and password included where needed. Default, a file:
                         jdbc:h2:./data/app;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE (the tour: jdbc:h2:./data/tour;WRITE_DELAY=0);
                         without WRITE_DELAY=0 a kill would lose half a second
        --port NUMBER    where the web application listens (default 8080; 0: any free one)
        --tour           a tour of the store on the console instead of the web application
        --help           this text""";

  /**
   * Without H2's shutdown hook, which would not wait for the last request; the program closes the
   * database itself.
   */
  private static final String APP = "jdbc:h2:./data/app;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  private static final String TOUR = "jdbc:h2:./data/tour;WRITE_DELAY=0";
  private static final int PORTS = 65_535;

  /** The command line is wrong; the message is for the user. */
  static final class Misunderstood extends Exception {

    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  String url() {
    return place != null ? place : tour ? TOUR : APP;
  }

  static Options parse(String... arguments) throws Misunderstood {
    Options options = new Options(false, false, "hibernate", null, 8080);
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      options = switch (option) {
        case "--tour" -> new Options(true, options.help, options.backend, options.place, options.port);
        case "--help" -> new Options(options.tour, true, options.backend, options.place, options.port);
        case "--backend" -> new Options(options.tour, options.help, value(arguments, ++i), options.place, options.port);
        case "--url" -> new Options(options.tour, options.help, options.backend, value(arguments, ++i), options.port);
        case "--port" ->
          new Options(options.tour, options.help, options.backend, options.place, port(value(arguments, ++i)));
        default ->
          throw new Misunderstood("There is no option " + option + "; use --backend, --url, --port, --tour or --help.");
      };
    }
    return options;
  }

  private static String value(String[] arguments, int at) throws Misunderstood {
    if (at == arguments.length || arguments[at].startsWith("--")) {
      throw new Misunderstood("The option " + arguments[at - 1] + " needs a value behind it.");
    }
    return arguments[at];
  }

  private static int port(String text) throws Misunderstood {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= PORTS) {
      return Integer.parseInt(text);
    }
    throw new Misunderstood("The port " + text + " cannot be; give a number from 0 (any free one) to " + PORTS + ".");
  }
}
