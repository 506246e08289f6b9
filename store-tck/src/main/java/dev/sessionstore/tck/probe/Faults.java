package dev.sessionstore.tck.probe;

import dev.sessionstore.tck.probe.StatementProbe.When;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Failures prepared for statements to come. Thread-safe. */
final class Faults {

  /**
   * Class 08; what PostgreSQL says of a connection that it ended, MariaDB's driver of one that it
   * replaced.
   */
  private static final Pattern ENDED = Pattern.compile("08...|57P0.|25P03|25P04|25S03");

  // both: under this object's lock
  private final List<Fault> once = new ArrayList<>();
  private @Nullable Fault lasting;

  /**
   * One failure.
   *
   * @param which by SQL text
   * @param failure makes what is thrown
   * @param when before or after the database has acted
   * @param hang fails only once that is released; null: at once
   */
  record Fault(Predicate<String> which, Supplier<? extends SQLException> failure, When when, @Nullable Gate hang) {

    /** Runs the call if the database is to act; {@return what the call then fails with} */
    SQLException happen(String sql, @Nullable ProbedConnection on, Call<?> call) throws Throwable {
      SQLException thrown = failure.get();
      if (when == When.AFTER) {
        call.run();
      }
      if (hang != null) {
        hang.pass(sql);
      }
      if (on != null && loses(thrown)) {
        on.lose();
      }
      return thrown;
    }

    private boolean loses(SQLException thrown) {
      String state = thrown.getSQLState();
      return when == When.AFTER && hang == null || state != null && ENDED.matcher(state).matches();
    }
  }

  synchronized void add(Fault fault) {
    once.add(fault);
  }

  synchronized void addLasting(Fault fault) {
    lasting = fault;
  }

  /** {@return the first that matches; one that happens only once is removed} */
  synchronized @Nullable Fault take(String sql) {
    for (Iterator<Fault> each = once.iterator(); each.hasNext();) {
      Fault fault = each.next();
      if (fault.which().test(sql)) {
        each.remove();
        return fault;
      }
    }
    return lasting != null && lasting.which().test(sql) ? lasting : null;
  }

  /** {@return how many of those that happen once have not happened yet} */
  synchronized int pending() {
    return once.size();
  }

  synchronized void clear() {
    once.clear();
    lasting = null;
  }
}
