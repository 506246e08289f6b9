package dev.sessionstore.examples.web;

import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SweepResult;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Counts what the store has done since this program started, by its listener and at its
 * connections. Thread-safe.
 */
final class Figures implements SessionListener, QueryExecutionListener {

  private final LongAdder statements = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder touched = new LongAdder();
  private final LongAdder rotated = new LongAdder();
  private final LongAdder destroyed = new LongAdder();
  private final LongAdder sweeps = new LongAdder();
  private final LongAdder failedSweeps = new LongAdder();
  private final LongAdder swept = new LongAdder();

  /**
   * @param name the figure's name
   * @param value the count so far
   */
  record Figure(String name, long value) {}

  List<Figure> main() {
    return List.of(new Figure("Statements", statements.sum()), new Figure("Sweeps", sweeps.sum()),
        new Figure("Rows swept", swept.sum()));
  }

  List<Figure> events() {
    return List.of(new Figure("Written", written.sum()), new Figure("Touched", touched.sum()),
        new Figure("Given a new id", rotated.sum()), new Figure("Ended", destroyed.sum()),
        new Figure("Sweeps that failed", failedSweeps.sum()));
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    statements.add(queries.size());
  }

  @Override
  public void saved(SessionHandle handle) {
    written.increment();
  }

  @Override
  public void touched(SessionHandle handle) {
    touched.increment();
  }

  @Override
  public void rotated(SessionHandle before, SessionHandle after) {
    rotated.increment();
  }

  @Override
  public void destroyed(SessionHandle handle) {
    destroyed.increment();
  }

  @Override
  public void destroyedBy(String column, int count) {
    destroyed.add(count);
  }

  @Override
  public void sweepFinished(SweepResult result) {
    sweeps.increment();
    swept.add(result.deleted());
  }

  @Override
  public void sweepFailed(RuntimeException cause) {
    failedSweeps.increment();
  }
}
