package dev.sessionstore.tck;

import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionRow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stores that go wrong where look-ups share a statement (GET-8). */
final class LookUpMutants {

  private LookUpMutants() {}

  static Stream<Mutant> all() {
    Map<String, SessionRow> seen = new ConcurrentHashMap<>();
    return Stream.of(
        together("rows found together go to one another's callers", rows -> IntStream.range(0, rows.size())
            .mapToObj(i -> Rows.withKey(rows.get(i), rows.get((i + 1) % rows.size()).key())).toList()),
        together("of rows found together the last is lost", rows -> rows.subList(0, Math.max(0, rows.size() - 1))),
        together("rows found together are as they were when first found",
            rows -> rows.stream().map(row -> Objects.requireNonNullElse(seen.putIfAbsent(row.key(), row), row))
                .toList()),
        together("rows found together live a day longer",
            rows -> rows.stream().map(row -> Rows.withExpires(row, row.expires() + Duration.ofDays(1).toMillis()))
                .toList()),
        Mutant.storeInH2("look-ups that may share a statement wait for one that hangs",
            right -> right.options().lookUpBatch() > 1 ? WrongStore.alone(right, "get") : right));
  }

  private static Mutant together(String wrong, UnaryOperator<List<SessionRow>> fault) {
    return Mutant.rowsInH2(wrong, right -> new ForwardingSessionTable(right) {
      @Override
      public List<SessionRow> findAll(Collection<String> keys) {
        return fault.apply(table.findAll(keys));
      }
    });
  }
}
