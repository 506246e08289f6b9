package dev.sessionstore.internal;

import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.SweepResult;
import dev.sessionstore.spi.PartlySweptException;
import dev.sessionstore.spi.SessionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sweeps once: deletes rows that expired longer than the grace ago, in bounded batches, until none
 * is left (SWEEP-1, 2). Thread-safe.
 */
final class Sweep implements Supplier<SweepResult> {

  private final SessionStoreOptions options;
  private final SessionTable table;
  private final Retries retries;
  private final Events events;
  private final BooleanSupplier closed;

  Sweep(SessionStoreOptions options, SessionTable table, Retries retries, Events events, BooleanSupplier closed) {
    this.options = options;
    this.table = table;
    this.retries = retries;
    this.events = events;
    this.closed = closed;
  }

  @Override
  public SweepResult get() {
    long begin = options.clock().millis();
    long deadline = begin - options.sweepGrace().toMillis();
    long deleted = 0;
    int batches = 0;
    long from = Long.MIN_VALUE;
    SessionTable.Swept swept;
    do {
      swept = batch(deadline, from, deleted);
      deleted += swept.rows();
      batches += swept.rows() > 0 ? 1 : 0;
      from = swept.reached(); // rows before it that others have locked are left to them or the next sweep
      // SWEEP-4: a batch may be small only because another store deleted some of it
    } while (swept.rows() > 0 && !closed.getAsBoolean());
    SweepResult result =
        new SweepResult(deleted, batches, Duration.ofMillis(Math.max(0, options.clock().millis() - begin)));
    events.tell(l -> l.sweepFinished(result));
    return result;
  }

  private SessionTable.Swept batch(long deadline, long from, long before) {
    if (!events.listensToExpired()) {
      return retries.batch("sweep", () -> before, () -> table.sweep(deadline, options.sweepBatch(), from));
    }
    List<String> keys = new ArrayList<>();
    try {
      keys.addAll(retries.batch("sweep", () -> before + keys.size(), () -> returning(deadline, keys)));
    } finally {
      keys.forEach(key -> events.tell(l -> l.expired(Events.handle(key)))); // EVENT-3
    }
    return new SessionTable.Swept(keys.size(), Long.MIN_VALUE);
  }

  /**
   * EVENT-3: keeps the keys that a failed attempt had removed, as only this sweep can report them.
   */
  private List<String> returning(long deadline, List<String> removedBefore) {
    try {
      return table.sweepReturning(deadline, options.sweepBatch());
    } catch (PartlySweptException e) {
      removedBefore.addAll(e.removed());
      throw e;
    }
  }
}
