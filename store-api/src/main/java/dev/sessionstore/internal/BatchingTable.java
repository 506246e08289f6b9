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
 * Look-ups of many threads by few statements (GET-8). Who finds none running looks up alone, at
 * once. Who comes meanwhile waits, and when it ends one of those leads: its statement asks for the
 * keys of all that wait then, each asked for before it begins.
 *
 * <p>
 * Nobody waits for longer than a patience, so that a statement that hangs holds nobody up (ERR-1);
 * one that has run for as long is waited for no more. A statement's failure is its leader's: the
 * others look up alone, and fail or not by themselves. No connection is held while waiting.
 * Thread-safe.
 */
final class BatchingTable extends ForwardingSessionTable {

  private static final long PATIENCE_NANOS = 50_000_000;

  private final int most;
  private final LongSupplier monotonicNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<LookUp> waiting = new ArrayDeque<>();
  /** Null: no statement is running. */
  private @Nullable LookUp lead;

  private enum State { WAITING, LEADS, ANSWERED, ALONE }

  /** One caller's. Changed under the lock. */
  private static final class LookUp {

    private final String key;
    private final Thread caller = Thread.currentThread();
    private long leadsSince;
    private @Nullable SessionRow row;
    /** Read without the lock; what is written before it is seen with it. */
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

  /** {@return the key's row, live or dead, as it was after this call began; or null} */
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

  /** An interrupt is kept for later: it neither ends the waiting nor is lost. */
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
      if (mine.state == State.WAITING) { // neither answered nor made leader at the last moment
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

  /** Before the statement begins: what they have written, it reads (GET-7). */
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

  /** {@code rows}: null when the statement failed, which the others did not. */
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
      if (lead == mine) { // else it took so long that another has taken over
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
