package dev.sessionstore.internal;

import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the look-ups of many threads by few statements (GET-8). A look-up that finds no statement
 * running runs alone at once. One that arrives while a statement runs waits; when the statement
 * ends, one of those waiting leads, and its statement asks for the keys of all that wait by then,
 * each requested before it begins.
 *
 * <p>
 * No look-up waits longer than {@link #PATIENCE_NANOS}, so that a hanging statement delays no other
 * for longer (ERR-1); a statement that has run for that time is not waited for. Only the leader
 * gets the failure of its statement: the others look up alone. No connection is held while waiting.
 * Thread-safe.
 */
final class BatchingTable extends ForwardingSessionTable {

  private static final long PATIENCE_NANOS = 50_000_000;

  private final int most;
  private final LongSupplier monotonicNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<LookUp> waiting = new ArrayDeque<>();
  /** The look-up whose statement runs; null: none. */
  private @Nullable LookUp lead;

  private enum State { WAITING, LEADS, ANSWERED, ALONE }

  /** One caller's look-up. Changed under the lock. */
  private static final class LookUp {

    private final String key;
    private final Thread caller = Thread.currentThread();
    private long leadsSince;
    private @Nullable SessionRow row;
    /** Volatile, since its caller reads it and then the row without the lock. */
    private volatile State state = State.WAITING;

    LookUp(String key) {
      this.key = key;
    }
  }

  BatchingTable(SessionTable table, int most, LongSupplier monotonicNanos) {
    super(table);
    this.most = most;
    this.monotonicNanos = monotonicNanos;
  }

  /** {@return the key's row, live or expired, as it was after this call began; or null} */
  @Override
  public @Nullable SessionRow find(String key) {
    LookUp mine = new LookUp(key);
    enter(mine);
    await(mine);
    return switch (mine.state) {
      case LEADS -> lead(mine);
      case ANSWERED -> mine.row;
      case ALONE, WAITING -> table.find(key);
    };
  }

  private void enter(LookUp mine) {
    lock.lock();
    try {
      if (nobodyLeads()) {
        lead = leading(mine);
      } else {
        waiting.add(mine);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean nobodyLeads() {
    return lead == null || monotonicNanos.getAsLong() - lead.leadsSince >= PATIENCE_NANOS;
  }

  private LookUp leading(LookUp next) {
    next.leadsSince = monotonicNanos.getAsLong();
    next.state = State.LEADS;
    return next;
  }

  /** Waits; an interrupt does not end that, but is restored afterwards. */
  private void await(LookUp mine) {
    if (mine.state != State.WAITING) {
      return;
    }
    long begin = monotonicNanos.getAsLong();
    boolean interrupted = false;
    while (mine.state == State.WAITING) {
      long left = PATIENCE_NANOS - (monotonicNanos.getAsLong() - begin);
      if (left <= 0) {
        leave(mine);
        break;
      }
      LockSupport.parkNanos(this, left);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave(LookUp mine) {
    lock.lock();
    try {
      if (mine.state == State.WAITING) { // not answered or made leader in the meantime
        waiting.remove(mine);
        if (nobodyLeads()) {
          lead = leading(mine);
        } else {
          mine.state = State.ALONE;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable SessionRow lead(LookUp mine) {
    List<LookUp> others = new ArrayList<>();
    Map<String, SessionRow> rows = null;
    try {
      gather(others);
      if (others.isEmpty()) {
        return table.find(mine.key);
      }
      rows = find(mine, others);
      return rows.get(mine.key);
    } finally {
      end(mine, others, rows);
    }
  }

  /**
   * Called before the statement begins, which then reads what these callers have written (GET-7).
   */
  private void gather(List<LookUp> others) {
    lock.lock();
    try {
      while (others.size() < most - 1 && !waiting.isEmpty()) {
        others.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
  }

  private Map<String, SessionRow> find(LookUp mine, List<LookUp> others) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(mine.key);
    others.forEach(other -> keys.add(other.key));
    Map<String, SessionRow> rows = new HashMap<>();
    table.findAll(keys).forEach(row -> rows.put(row.key(), row));
    return rows;
  }

  /** {@code rows} is null when the statement failed; the others then look up alone. */
  private void end(LookUp mine, List<LookUp> others, @Nullable Map<String, SessionRow> rows) {
    LookUp next = null;
    lock.lock();
    try {
      for (LookUp other : others) {
        if (other.state == State.WAITING) {
          other.row = rows == null ? null : rows.get(other.key);
          other.state = rows == null ? State.ALONE : State.ANSWERED;
        }
      }
      if (lead == mine) { // else it took too long, and another leads
        next = waiting.poll();
        lead = next == null ? null : leading(next);
      }
    } finally {
      lock.unlock();
    }
    others.forEach(other -> LockSupport.unpark(other.caller));
    if (next != null) {
      LockSupport.unpark(next.caller);
    }
  }
}
