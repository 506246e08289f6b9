package dev.sessionstore.examples;

/**
 * The tour's command line.
 *
 * @param backend name of a backend on the class path
 * @param url JDBC URL of any database whose driver is on the class path
 * @param help whether only the help is wanted
 */
record TourOptions(String backend, String url, boolean help) {

  static final String HELP = """
      Options:
        --backend NAME   hibernate (default), mybatis or ebean
        --url URL        a JDBC URL, user and password included where needed
                         (default jdbc:h2:./data/tour;WRITE_DELAY=0: a file; without WRITE_DELAY=0 a kill would lose half a second)
        --help           this text""";

  /** A command line that cannot be understood; the message is for the person who typed it. */
  static final class Misunderstood extends Exception {

    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  static TourOptions parse(String... arguments) throws Misunderstood {
    TourOptions options = new TourOptions("hibernate", "jdbc:h2:./data/tour;WRITE_DELAY=0", false);
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      options = switch (option) {
        case "--help" -> new TourOptions(options.backend, options.url, true);
        case "--backend" -> new TourOptions(value(arguments, ++i, option), options.url, options.help);
        case "--url" -> new TourOptions(options.backend, value(arguments, ++i, option), options.help);
        default -> throw new Misunderstood("There is no option " + option + "; use --backend, --url or --help.");
      };
    }
    return options;
  }

  private static String value(String[] arguments, int at, String option) throws Misunderstood {
    if (at == arguments.length || arguments[at].startsWith("--")) {
      throw new Misunderstood("The option " + option + " needs a value behind it.");
    }
    return arguments[at];
  }
}
