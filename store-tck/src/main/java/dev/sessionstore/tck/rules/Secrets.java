package dev.sessionstore.tck.rules;

import java.util.List;

/** Malformed ids, and all texts of a failure. */
final class Secrets {

  static final List<String> MALFORMED_IDS = List.of("", " ", "a b", "abc ", "tab\there", "caf\u00e9", "\u0000",
      "\u007f", "\ud83d\ude00", "\ud83d", "x".repeat(129), "x".repeat(100_000));

  private Secrets() {}

  /** {@return class names and messages of a failure, its causes and what it suppressed} */
  static String texts(Throwable failure) {
    return texts(failure, false, 0);
  }

  /** {@return the same without the texts of drivers, databases and ORMs} */
  static String storesOwn(Throwable failure) {
    return texts(failure, true, 0);
  }

  private static String texts(Throwable failure, boolean storesOwn, int depth) {
    StringBuilder all = new StringBuilder();
    if (!storesOwn || failure.getClass().getName().startsWith("dev.sessionstore.")) {
      all.append(failure).append('\n');
    }
    if (depth > 50) { // a cause may be its own cause
      return all.toString();
    }
    if (failure.getCause() != null) {
      all.append(texts(failure.getCause(), storesOwn, depth + 1));
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      all.append(texts(suppressed, storesOwn, depth + 1));
    }
    return all.toString();
  }
}
