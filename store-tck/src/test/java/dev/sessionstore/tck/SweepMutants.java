package dev.sessionstore.tck;

import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.PartlySweptException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tables that sweep wrongly. */
final class SweepMutants {

  private SweepMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        Mutant.rows("a sweep knows no bound", right -> new ForwardingSessionTable(right) {
          @Override
          public Swept sweep(long deadline, int limit, long from) {
            return table.sweep(deadline, Integer.MAX_VALUE, from);
          }
        }),
        Mutant.rows("a sweep counts a row twice", right -> new ForwardingSessionTable(right) {
          @Override
          public Swept sweep(long deadline, int limit, long from) {
            Swept swept = table.sweep(deadline, limit, from);
            return new Swept(swept.rows() * 2, swept.reached());
          }
        }),
        Mutant.rows("a sweep's batch says that it reached further than it did",
            right -> new ForwardingSessionTable(right) {
              @Override
              public Swept sweep(long deadline, int limit, long from) {
                return new Swept(table.sweep(deadline, limit, from).rows(), Long.MAX_VALUE);
              }
            }),
        Mutant.rows("a sweep tells a row twice", right -> new ForwardingSessionTable(right) {
          @Override
          public List<String> sweepReturning(long deadline, int limit) {
            return table.sweepReturning(deadline, limit).stream()
                .flatMap(key -> Collections.nCopies(2, key).stream()).toList();
          }
        }),
        Mutant.rowsInH2("a sweep selects, then deletes without asking again",
            right -> new ForwardingSessionTable(right) {
              @Override
              public Swept sweep(long deadline, int limit, long from) {
                return new Swept(deadKeys(deadline, limit).filter(table::delete).toList().size(), from);
              }
            }),
        Mutant.rowsInH2("a sweep counts what it saw, not what it deleted", right -> new ForwardingSessionTable(right) {
          @Override
          public Swept sweep(long deadline, int limit, long from) {
            int seen = deadKeys(deadline, limit).toList().size();
            table.sweep(deadline, limit, from);
            return new Swept(seen, from);
          }
        }),
        Mutant.rowsInH2("a sweep that is listened to selects, then deletes without asking again",
            right -> new ForwardingSessionTable(right) {
              @Override
              public List<String> sweepReturning(long deadline, int limit) {
                return deadKeys(deadline, limit).filter(table::delete).toList();
              }
            }),
        Mutant.rowsInH2("a sweep tells of what it saw, not of what it deleted",
            right -> new ForwardingSessionTable(right) {
              @Override
              public List<String> sweepReturning(long deadline, int limit) {
                List<String> seen = deadKeys(deadline, limit).toList();
                table.sweepReturning(deadline, limit);
                return seen;
              }
            }),
        Mutant.rowsInH2("a sweep that fails on its way forgets what it deleted before",
            right -> new ForwardingSessionTable(right) {
              @Override
              public List<String> sweepReturning(long deadline, int limit) {
                try {
                  return table.sweepReturning(deadline, limit);
                } catch (PartlySweptException e) {
                  throw (RuntimeException) Objects.requireNonNull(e.getCause());
                }
              }
            }));
  }

  private static Stream<String> deadKeys(long deadline, int limit) {
    return WrongSql.deadKeys(MutantHarness.POOL, deadline, limit).stream();
  }
}
