package dev.sessionstore.tck;

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
import org.jspecify.annotations.Nullable;

/** Stores that go wrong where look-ups share a statement (GET-8). */
final class LookUpMutants {

  private LookUpMutants() {}

  static Stream<Mutant> all() {
    Map<String, SessionRow> seen = new ConcurrentHashMap<>();
    return Stream.of(
        together("rows found together go to one another's callers", rows -> IntStream.range(0, rows.size())
            .mapToObj(i -> changed(rows.get(i), rows.get((i + 1) % rows.size()).key(), rows.get(i).expires()))
            .toList()),
        together("of rows found together the last is lost", rows -> rows.subList(0, Math.max(0, rows.size() - 1))),
        together("rows found together are as they were when first found",
            rows -> rows.stream().map(row -> Objects.requireNonNullElse(seen.putIfAbsent(row.key(), row), row))
                .toList()),
        together("rows found together live a day longer",
            rows -> rows.stream().map(row -> changed(row, row.key(), row.expires() + Duration.ofDays(1).toMillis()))
                .toList()),
        Mutant.store("look-ups that may share a statement wait for one that hangs", true,
            (store, probe) -> store.options().lookUpBatch() > 1 ? WrongStore.alone(store, "get") : store));
  }

  private static Mutant together(String wrong, UnaryOperator<List<SessionRow>> fault) {
    return Mutant.rowsInSql(wrong,
        (right, operation, arguments, original) -> operation.equals("findAll")
            ? fault.apply(right.findAll(keys(arguments[0])))
            : original.call(arguments));
  }

  @SuppressWarnings("unchecked") // as declared there
  private static Collection<String> keys(@Nullable Object argument) {
    return (Collection<String>) Objects.requireNonNull(argument);
  }

  private static SessionRow changed(SessionRow row, String key, long expires) {
    return new SessionRow(key, row.data(), expires, row.maxAge(), row.version(), row.createdAt(), row.updatedAt(),
        row.columns());
  }
}
