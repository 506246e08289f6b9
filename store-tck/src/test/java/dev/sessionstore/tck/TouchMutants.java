package dev.sessionstore.tck;

import static dev.sessionstore.tck.Rows.at;
import static dev.sessionstore.tck.Rows.endless;

import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.ForwardingSessionTable;
import dev.sessionstore.spi.SessionRow;
import java.util.Map;
import java.util.stream.Stream;

/** Tables that touch a row wrongly. */
final class TouchMutants {

  private TouchMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        Mutant.rows("touch revives the dead", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            SessionRow row = table.find(key);
            if (row != null && row.expires() <= terms.now()) {
              table.upsert(Rows.withExpires(row, terms.now() + 1), endless(Long.MIN_VALUE));
            }
            return table.touch(key, terms);
          }
        }),
        Mutant.rows("touch goes by the store's idle time alone", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            SessionRow row = table.find(key);
            if (row != null && row.maxAge() != null && row.maxAge() > 0 && row.expires() > terms.now()) {
              table.upsert(Rows.withExpires(row, Math.max(row.expires(), terms.now() + terms.idle())), at(0, terms));
              return true;
            }
            return table.touch(key, terms);
          }
        }),
        Mutant.rows("touch shortens", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            SessionRow row = table.find(key);
            if (row != null && row.maxAge() == null && row.expires() > terms.now()) {
              table.upsert(Rows.withExpires(row, terms.now() + terms.idle()), at(0, terms));
              return true;
            }
            return table.touch(key, terms);
          }
        }),
        Mutant.rows("touch draws a new version", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            boolean live = table.touch(key, terms);
            SessionRow row = table.find(key);
            if (live && row != null) {
              table.upsert(Rows.withVersion(row, row.version() + 1), endless(0));
            }
            return live;
          }
        }),
        Mutant.rows("touch makes a session", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            if (table.find(key) == null) {
              table.insert(
                  new SessionRow(key, "{}", terms.now() + 1000, null, 1, terms.now(), terms.now(), Map.of()));
            }
            return table.touch(key, terms);
          }
        }),
        Mutant.rows("touch forgets the absolute lifetime", right -> new ForwardingSessionTable(right) {
          @Override
          public boolean touch(String key, ExpiryTerms terms) {
            return table.touch(key,
                new ExpiryTerms(terms.now(), terms.idle(), ExpiryTerms.UNLIMITED, terms.latest()));
          }
        }));
  }
}
