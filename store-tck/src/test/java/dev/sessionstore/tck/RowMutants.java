package dev.sessionstore.tck;

import static dev.sessionstore.tck.Rows.at;
import static dev.sessionstore.tck.Rows.cut;
import static dev.sessionstore.tck.Rows.endless;

import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionRow;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables that find, insert, replace, update or delete a row wrongly. */
final class RowMutants {

  private RowMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(finding(), inserting(), replacing(), updating(), deleting()).flatMap(list -> list);
  }

  private static Stream<Mutant> finding() {
    return Stream.of(
        Mutant.rows("a row lives one millisecond too long", right -> new ForwardingSessionTable(right) {
          @Override
          public @Nullable SessionRow find(String key) {
            SessionRow row = table.find(key);
            return row == null ? null : Rows.withExpires(row, row.expires() + 1);
          }
        }),
        Mutant.rowsInH2("the document's expiry is believed", right -> new ForwardingSessionTable(right) {
          @Override
          public @Nullable SessionRow find(String key) {
            SessionRow row = table.find(key);
            Matcher told = Pattern.compile("\"expires\":\"([^\"]+)\"").matcher(row == null ? "" : row.data());
            return row != null && told.find()
                ? Rows.withExpires(row, Instant.parse(told.group(1)).toEpochMilli())
                : row;
          }
        }));
  }

  private static Stream<Mutant> inserting() {
    return Stream.of(
        Mutant.rows("data are cut at 64 KB", right -> new ForwardingSessionTable(right) {
          @Override
          public void insert(SessionRow row) {
            table.insert(cut(row, 65_535));
          }
        }),
        Mutant.rows("data are cut at 255 characters", right -> new ForwardingSessionTable(right) {
          @Override
          public void insert(SessionRow row) {
            table.insert(cut(row, 255));
          }
        }),
        Mutant.rows("milliseconds are dropped", right -> new ForwardingSessionTable(right) {
          @Override
          public void insert(SessionRow row) {
            table.insert(Rows.withExpires(row, row.expires() / 1000 * 1000));
          }
        }),
        Mutant.rows("an insert replaces", right -> new ForwardingSessionTable(right) {
          @Override
          public void insert(SessionRow row) {
            table.upsert(row, endless(0));
          }
        }),
        Mutant.rows("an insert back-dates", right -> new ForwardingSessionTable(right) {
          @Override
          public void insert(SessionRow row) {
            table.insert(Rows.withCreatedAt(row, row.createdAt() - 1));
          }
        }));
  }

  private static Stream<Mutant> replacing() {
    return Stream.of(
        Mutant.rows("set gives a live row a new creation", right -> new ForwardingSessionTable(right) {
          @Override
          public Times upsert(SessionRow row, ExpiryTerms terms) {
            table.delete(row.key());
            return table.upsert(row, terms);
          }
        }),
        Mutant.rows("set keeps the creation of a dead row", right -> new ForwardingSessionTable(right) {
          @Override
          public Times upsert(SessionRow row, ExpiryTerms terms) {
            return table.upsert(row, at(Long.MIN_VALUE, terms));
          }
        }));
  }

  private static Stream<Mutant> updating() {
    return Stream.of(
        Mutant.rows("a save inserts", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            boolean saved = table.update(key, version, now, row, slide);
            if (!saved && table.find(key) == null) {
              table.upsert(row, endless(0));
              return true;
            }
            return saved;
          }
        }),
        Mutant.rows("a save revives the dead", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            return table.update(key, version, Long.MIN_VALUE, row, slide);
          }
        }),
        Mutant.rows("a save overwrites a newer copy", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            SessionRow there = table.find(key);
            return table.update(key, there == null ? version : there.version(), now, row, slide);
          }
        }),
        Mutant.rows("a save that changes no row is called saved", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            table.update(key, version, now, row, slide);
            return true;
          }
        }),
        Mutant.rows("a save loses the expiry that a touch gained", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            return table.update(key, version, now, row, false);
          }
        }),
        Mutant.rows("a shortened idle time does not count", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            return table.update(key, version, now, row, true);
          }
        }),
        Mutant.rows("a save leaves declared columns as they were", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            SessionRow there = table.find(key);
            return table.update(key, version, now, there == null ? row : Rows.withColumnsOf(row, there), slide);
          }
        }),
        Mutant.rows("rotation leaves the old id", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            SessionRow old = table.find(key);
            boolean done = table.update(key, version, now, row, slide);
            if (done && old != null && !old.key().equals(row.key())) {
              table.insert(old);
            }
            return done;
          }
        }),
        Mutant.rows("rotation begins a new life", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            boolean done = table.update(key, version, now, row, slide);
            if (done && !row.key().equals(key)) {
              table.delete(row.key());
              table.insert(Rows.withCreatedAt(row, row.updatedAt()));
            }
            return done;
          }
        }),
        Mutant.rowsInH2("rotation inserts, then deletes", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            SessionRow old = table.find(key);
            if (old == null || old.key().equals(row.key()) || old.version() != version || old.expires() <= now) {
              return table.update(key, version, now, row, slide);
            }
            long expires = Math.max(row.expires(), slide ? old.expires() : 0);
            table.insert(Rows.withCreatedAt(Rows.withExpires(row, expires), old.createdAt()));
            return table.delete(key);
          }
        }),
        Mutant.rowsInH2("each write looks first", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean update(String key, long version, long now, SessionRow row, boolean slide) {
            table.find(key);
            return table.update(key, version, now, row, slide);
          }

          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            table.find(key);
            return table.touch(key, terms);
          }
        }));
  }

  private static Stream<Mutant> deleting() {
    return Stream.of(
        Mutant.rows("destroy always says there was a row", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean delete(String key) {
            table.delete(key);
            return true;
          }
        }),
        Mutant.rows("a session that lives long cannot be destroyed", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean delete(String key) {
            SessionRow row = table.find(key);
            return (row == null || row.expires() <= Instant.parse("3000-01-01T00:00:00Z").toEpochMilli())
                && table.delete(key);
          }
        }));
  }
}
