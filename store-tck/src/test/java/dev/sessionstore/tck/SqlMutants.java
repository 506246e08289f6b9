package dev.sessionstore.tck;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Stores that send a wrong SQL text. */
final class SqlMutants {

  private SqlMutants() {}

  static Stream<Mutant> all() {
    AtomicLong nonce = new AtomicLong();
    return Stream.of(
        replacing("touch does not ask whether the row lives",
            "^(update \\w+ set updated_at = .*) and expires > \\?$", "$1 and (expires > ? or 1 = 1)"),
        replacing("set replaces nothing",
            "when matched then update", "when matched and 1 = 0 then update"),
        replacing("a user's column is wiped by writes",
            "^update noted_sessions set ", "update noted_sessions set note = null, "),
        replacing("all tables share one name for their index",
            "create index if not exists \\w+_expires", "create index if not exists shared_expires"),
        Mutant.sql("a statement's text changes from call to call",
            text -> text + " /* " + nonce.incrementAndGet() + " */"));
  }

  private static Mutant replacing(String wrong, String regex, String with) {
    return Mutant.sql(wrong, text -> text.replaceAll(regex, with));
  }
}
