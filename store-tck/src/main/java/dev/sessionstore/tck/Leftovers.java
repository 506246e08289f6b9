package dev.sessionstore.tck;

import dev.sessionstore.tck.probe.StatementProbe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** What no test may leave behind: a store that cannot be closed, a connection, a transaction. */
final class Leftovers {

  private Leftovers() {}

  /** Of the test's stores, which are closed; {@code failures} is what closing them threw. */
  static void requireAllClosed(List<RuntimeException> failures) {
    if (!failures.isEmpty()) {
      throw broken("LIFE-1", "close failed: " + failures.get(0), failures.get(0));
    }
  }

  /** In the database, once the stores are closed. */
  static void requireNoneIn(StatementProbe probe) {
    if (probe.wasClosed()) {
      throw broken("LIFE-1", "the DataSource that was passed in has been closed", null);
    }
    if (probe.openConnections() > 0) {
      throw broken("LIFE-2", "connections still open after the test: " + probe.openConnections(), null);
    }
    if (!probe.abandonedTransactions().isEmpty()) {
      throw broken("LIFE-2", "given back inside a transaction, neither committed nor rolled back, after: "
          + probe.abandonedTransactions().get(0), null);
    }
    if (probe.faultsPending() > 0) {
      throw new AssertionFailedError(
          "A failure prepared with failNext never happened; no statement matched its predicate, so the"
              + " test proves nothing.");
    }
  }

  private static AssertionFailedError broken(String rule, String seen, @Nullable Throwable cause) {
    return new AssertionFailedError(RuleCatalogue.load().quote(rule) + "\n==> " + seen, cause);
  }
}
