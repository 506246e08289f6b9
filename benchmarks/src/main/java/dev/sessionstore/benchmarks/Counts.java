package dev.sessionstore.benchmarks;

import dev.sessionstore.tck.probe.StatementProbe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts statements, commits and check-outs per operation at the pool, by the kit's probe in a pass
 * that is not timed.
 */
final class Counts {

  private static final int SESSIONS = 40;
  private static final int DEAD = 1_000;

  private final Map<Operation, PerOperation> counted = new EnumMap<>(Operation.class);

  private Counts() {}

  /** The counts of one call; for sweep, of 1,000 expired rows. */
  record PerOperation(long statements, long commits, long checkOuts) {}

  static Counts of(Entrant entrant, Product product, Payload payload, Set<Operation> operations) throws Exception {
    Counts counts = new Counts();
    Arena.Counting counting = Arena.counting(entrant, product, payload, SESSIONS);
    try (Arena arena = counting.arena()) {
      int session = 0;
      for (Operation operation : operations) {
        if (operation == Operation.SWEEP) {
          arena.add(DEAD, true);
        } else {
          run(operation, arena.contestant(), Ids.of(session++)); // warm-up
        }
        counting.probe().reset();
        run(operation, arena.contestant(), Ids.of(session++));
        StatementProbe.Counts seen = counting.probe().snapshot();
        counts.counted.put(operation, new PerOperation(seen.statements(), seen.commits(), seen.checkOuts()));
      }
    }
    return counts;
  }

  /** Runs an operation once. */
  static void run(Operation operation, Contestant contestant, String id) throws Exception {
    switch (operation) {
      case CREATE -> contestant.create();
      case GET -> contestant.get(id);
      case REQUEST -> contestant.request(id);
      case CHANGE -> contestant.change(id, 7);
      case UPDATE -> contestant.update(id, 8);
      case TOUCH -> contestant.touch(id);
      case ROTATE -> contestant.rotate(id);
      case DESTROY -> contestant.destroy(id);
      case FIND_BY -> contestant.findBy(Ids.userOf(0));
      case SWEEP -> contestant.sweep();
    }
  }

  PerOperation of(Operation operation) {
    return counted.getOrDefault(operation, new PerOperation(0, 0, 0));
  }
}
