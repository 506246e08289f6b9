package dev.sessionstore.tck;

import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables that count, list, end many or clear wrongly. */
final class ListMutants {

  private ListMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        Mutant.rows("the dead are counted", right -> new ForwardingSessionTable(right) {
          @Override
          public long count(long now) {
            return table.count(Long.MIN_VALUE);
          }
        }),
        Mutant.rows("the dead are listed", right -> new ForwardingSessionTable(right) {
          @Override
          public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after,
              long now, int limit) {
            return table.page(column, value, after, Long.MIN_VALUE, limit);
          }
        }),
        Mutant.rows("a page skips the row after the cursor", right -> new ForwardingSessionTable(right) {
          @Override
          public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after,
              long now, int limit) {
            List<SessionRow> rows = table.page(column, value, after, now, limit);
            return after != null && rows.size() > 1 ? rows.subList(1, rows.size()) : rows;
          }
        }),
        Mutant.rows("columns are compared without case", right -> new ForwardingSessionTable(right) {
          @Override
          public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after,
              long now, int limit) {
            List<SessionRow> rows = new ArrayList<>(table.page(null, null, after, now, 10_000));
            rows.removeIf(row -> column != null && !alike(value, row.columns().get(column)));
            return rows.subList(0, Math.min(rows.size(), limit));
          }
        }),
        Mutant.rows("the first page begins after a key that does not exist",
            right -> new ForwardingSessionTable(right) {
              @Override
              public List<SessionRow> page(@Nullable String column, @Nullable Object value, @Nullable String after,
                  long now, int limit) {
                return after == null ? List.of() : table.page(column, value, after, now, limit);
              }
            }),
        Mutant.rows("log out everywhere ends nobody, unless one is spared", right -> new ForwardingSessionTable(right) {
          @Override
          public int deleteBy(String column, Object value, @Nullable String except) {
            return except == null ? 0 : table.deleteBy(column, value, except);
          }
        }),
        Mutant.rows("log out everywhere ends the spared one too", right -> new ForwardingSessionTable(right) {
          @Override
          public int deleteBy(String column, Object value, @Nullable String except) {
            return table.deleteBy(column, value, null);
          }
        }),
        Mutant.rows("clear leaves a row", right -> new ForwardingSessionTable(right) {
          @Override
          public void clear() {
            List<SessionRow> rows = table.page(null, null, null, 0, 1);
            table.clear();
            rows.forEach(table::insert);
          }
        }));
  }

  private static boolean alike(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(one, other) || one instanceof String text && text.equalsIgnoreCase(String.valueOf(other));
  }
}
