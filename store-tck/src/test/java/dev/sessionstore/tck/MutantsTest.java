package dev.sessionstore.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.IdHashing;
import dev.sessionstore.OnUnreadable;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.spi.ExpiryTerms;
import dev.sessionstore.spi.PartlyPurgedException;
import dev.sessionstore.spi.SessionRow;
import dev.sessionstore.spi.SessionTable;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import dev.sessionstore.tck.probe.StatementProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit finds each of these wrong stores, and blames the rules that it breaks and no others;
 * those in H2 are {@link MutantsInH2Test}'s.
 */
class MutantsTest {

  /** Rules about values, not stores: no store can break them. Each with what proves it instead. */
  private static final Map<String, String> NOT_A_STORES = Map.of(
      "COL-2", "names are refused when options are built: ColumnTest, SessionStoreOptionsTest");

  private static SessionRow changed(SessionRow row, long expires, long version, long createdAt) {
    return new SessionRow(row.key(), row.data(), expires, row.maxAge(), version, createdAt, row.updatedAt(),
        row.columns());
  }

  private static SessionRow withData(SessionRow row, String data) {
    return new SessionRow(row.key(), data, row.expires(), row.maxAge(), row.version(), row.createdAt(), row.updatedAt(),
        row.columns());
  }

  private static SessionRow cut(SessionRow row, int most) {
    return row.data().length() > most ? withData(row, row.data().substring(0, most)) : row;
  }

  /** The fault on one operation; all others are right. */
  private static WrongTable.Fault on(String operation, WrongTable.Fault fault) {
    return (right, called, arguments, original) -> called.equals(operation)
        ? fault.answer(right, called, arguments, original)
        : original.call(arguments);
  }

  private static BiFunction<SessionStore, StatementProbe, SessionStore> engine(String operation,
      WrongStore.Fault fault) {
    return (store, probe) -> WrongStore.of(store,
        (right, called, arguments, original) -> called.equals(operation)
            ? fault.answer(right, called, arguments, original)
            : original.call(arguments));
  }

  private static UnaryOperator<String> replacing(String regex, String with) {
    return text -> text.replaceAll(regex, with);
  }

  static Stream<Mutant> mutants() {
    return Stream.of(inRows(), inSql(), inOptions(), inTheEngine(), inTheDatabase(), LookUpMutants.all())
        .flatMap(list -> list);
  }

  private static Stream<Mutant> inRows() {
    return Stream.of(
        Mutant.rows("a row lives one millisecond too long",
            on("find", (right, o, a, original) -> original.call(a) instanceof SessionRow row
                ? changed(row, row.expires() + 1, row.version(), row.createdAt())
                : null)),
        Mutant.rows("data are cut at 64 KB",
            on("insert", (right, o, a, original) -> original.call(new Object[] {cut((SessionRow) a[0], 65_535)}))),
        Mutant.rows("data are cut at 255 characters",
            on("insert", (right, o, a, original) -> original.call(new Object[] {cut((SessionRow) a[0], 255)}))),
        Mutant.rows("an insert replaces",
            on("insert", (right, o, a, original) -> right.upsert((SessionRow) a[0], ever(0)))),
        Mutant.rows("an insert back-dates", on("insert", (right, o, a, original) -> {
          SessionRow row = (SessionRow) a[0];
          return original.call(new Object[] {changed(row, row.expires(), row.version(), row.createdAt() - 1)});
        })),
        Mutant.rows("set gives a live row a new creation", on("upsert", (right, o, a, original) -> {
          SessionRow row = (SessionRow) a[0];
          right.delete(row.key());
          return original.call(a);
        })),
        Mutant.rows("set keeps the creation of a dead row",
            on("upsert", (right, o, a, original) -> original.call(new Object[] {a[0], at(Long.MIN_VALUE, a[1])}))),
        Mutant.rows("a save inserts", on("update", (right, o, a, original) -> {
          boolean saved = (boolean) Objects.requireNonNull(original.call(a));
          SessionRow row = (SessionRow) a[3];
          if (!saved && right.find((String) a[0]) == null) {
            right.upsert(row, ever(0));
            return true;
          }
          return saved;
        })),
        Mutant.rows("a save revives the dead",
            on("update",
                (right, o, a, original) -> original.call(new Object[] {a[0], a[1], Long.MIN_VALUE, a[3], a[4]}))),
        Mutant.rows("a save overwrites a newer copy", on("update", (right, o, a, original) -> {
          SessionRow there = right.find((String) a[0]);
          return original.call(new Object[] {a[0], there == null ? a[1] : (Object) there.version(), a[2], a[3], a[4]});
        })),
        Mutant.rows("a save that changes no row is called saved", on("update", (right, o, a, original) -> {
          original.call(a);
          return true;
        })),
        Mutant.rows("a save loses the expiry that a touch gained",
            on("update", (right, o, a, original) -> original.call(new Object[] {a[0], a[1], a[2], a[3], false}))),
        Mutant.rows("a shortened idle time does not stand",
            on("update", (right, o, a, original) -> original.call(new Object[] {a[0], a[1], a[2], a[3], true}))),
        Mutant.rows("a save leaves declared columns as they were", on("update", (right, o, a, original) -> {
          SessionRow row = (SessionRow) a[3];
          SessionRow there = right.find((String) a[0]);
          return original.call(new Object[] {a[0], a[1], a[2],
              there == null
                  ? row
                  : new SessionRow(row.key(), row.data(), row.expires(), row.maxAge(), row.version(), row.createdAt(),
                      row.updatedAt(), there.columns()),
              a[4]});
        })),
        Mutant.rows("touch revives the dead", on("touch", (right, o, a, original) -> {
          SessionRow row = right.find((String) a[0]);
          long now = terms(a[1]).now();
          if (row != null && row.expires() <= now) {
            right.upsert(changed(row, now + 1, row.version(), row.createdAt()), ever(Long.MIN_VALUE));
          }
          return original.call(a);
        })),
        Mutant.rows("touch goes by the store's idle time alone", on("touch", (right, o, a, original) -> {
          SessionRow row = right.find((String) a[0]);
          ExpiryTerms terms = terms(a[1]);
          if (row != null && row.maxAge() != null && row.maxAge() > 0 && row.expires() > terms.now()) {
            right.upsert(changed(row, Math.max(row.expires(), terms.now() + terms.idle()), row.version(),
                row.createdAt()), at(0, terms));
            return true;
          }
          return original.call(a);
        })),
        Mutant.rows("touch shortens", on("touch", (right, o, a, original) -> {
          SessionRow row = right.find((String) a[0]);
          ExpiryTerms terms = terms(a[1]);
          if (row != null && row.expires() > terms.now() && row.maxAge() == null) {
            right.upsert(changed(row, terms.now() + terms.idle(), row.version(), row.createdAt()), at(0, terms));
            return true;
          }
          return original.call(a);
        })),
        Mutant.rows("touch draws a new version", on("touch", (right, o, a, original) -> {
          boolean live = (boolean) Objects.requireNonNull(original.call(a));
          SessionRow row = right.find((String) a[0]);
          if (live && row != null) {
            right.upsert(changed(row, row.expires(), row.version() + 1, row.createdAt()), ever(0));
          }
          return live;
        })),
        Mutant.rows("touch makes a session", on("touch", (right, o, a, original) -> {
          if (right.find((String) a[0]) == null) {
            long now = terms(a[1]).now();
            right.insert(new SessionRow((String) a[0], "{}", now + 1000, null, 1, now, now, Map.of()));
          }
          return original.call(a);
        })),
        Mutant.rows("touch forgets the absolute lifetime",
            on("touch",
                (right, o, a,
                    original) -> original.call(new Object[] {a[0],
                        new ExpiryTerms(terms(a[1]).now(), terms(a[1]).idle(), ExpiryTerms.UNLIMITED,
                            terms(a[1]).latest())}))),
        Mutant.rows("rotation leaves the old id", on("update", (right, o, a, original) -> {
          SessionRow old = right.find((String) a[0]);
          Object done = original.call(a);
          if (Boolean.TRUE.equals(done) && old != null && !old.key().equals(((SessionRow) a[3]).key())) {
            right.insert(old);
          }
          return done;
        })),
        Mutant.rows("rotation begins a new life", on("update", (right, o, a, original) -> {
          Object done = original.call(a);
          SessionRow row = (SessionRow) a[3];
          if (Boolean.TRUE.equals(done) && !row.key().equals(a[0])) {
            right.delete(row.key());
            right.insert(changed(row, row.expires(), row.version(), row.updatedAt()));
          }
          return done;
        })),
        Mutant.rows("destroy always says there was a row", on("delete", (right, o, a, original) -> {
          Object done = original.call(a);
          return a.length == 1 ? true : done;
        })),
        Mutant.rows("a session that lives long cannot be destroyed", on("delete", (right, o, a, original) -> {
          SessionRow row = right.find((String) a[0]);
          return row != null && row.expires() > Instant.parse("3000-01-01T00:00:00Z").toEpochMilli()
              ? false
              : original.call(a);
        })),
        Mutant.rows("the dead are counted",
            on("count", (right, o, a, original) -> original.call(new Object[] {Long.MIN_VALUE}))),
        Mutant.rows("the dead are listed",
            on("page",
                (right, o, a, original) -> original.call(new Object[] {a[0], a[1], a[2], Long.MIN_VALUE, a[4]}))),
        Mutant.rows("a page skips the row after the cursor", on("page", (right, o, a, original) -> {
          List<?> rows = (List<?>) Objects.requireNonNull(original.call(a));
          return a[2] != null && rows.size() > 1 ? rows.subList(1, rows.size()) : rows;
        })),
        Mutant.rows("columns are compared without case", on("page", (right, o, a, original) -> {
          List<SessionRow> rows = new ArrayList<>(right.page(null, null, (String) a[2], (long) a[3], 10_000));
          rows.removeIf(row -> a[0] != null
              && !(a[1] instanceof String text && text.equalsIgnoreCase(String.valueOf(row.columns().get(a[0]))))
              && !Objects.equals(a[1], row.columns().get(a[0])));
          return rows.subList(0, Math.min(rows.size(), (int) a[4]));
        })),
        Mutant.rows("a list begins after a key that there is none of",
            on("page", (right, o, a, original) -> a[2] == null ? List.of() : original.call(a))),
        Mutant.rows("log out everywhere, nobody if not from here",
            on("deleteBy", (right, o, a, original) -> a[2] == null ? 0 : original.call(a))),
        Mutant.rows("log out everywhere, here too",
            on("deleteBy", (right, o, a, original) -> original.call(new Object[] {a[0], a[1], null}))),
        Mutant.rows("clear leaves a row", on("clear", (right, o, a, original) -> {
          List<SessionRow> rows = right.page(null, null, null, 0, 1);
          original.call(a);
          rows.forEach(right::insert);
          return null;
        })),
        Mutant.rows("milliseconds are dropped", on("insert", (right, o, a, original) -> {
          SessionRow row = (SessionRow) a[0];
          return original
              .call(new Object[] {changed(row, row.expires() / 1000 * 1000, row.version(), row.createdAt())});
        })),
        Mutant.rowsInSql("the document's expiry is believed", on("find", (right, o, a, original) -> {
          SessionRow row = (SessionRow) original.call(a);
          Matcher told = Pattern.compile("\"expires\":\"([^\"]+)\"").matcher(row == null ? "" : row.data());
          return row != null && told.find()
              ? changed(row, Instant.parse(told.group(1)).toEpochMilli(), row.version(), row.createdAt())
              : row;
        })),
        Mutant.rows("a sweep knows no bound",
            on("purge", (right, o, a, original) -> original.call(new Object[] {a[0], Integer.MAX_VALUE, a[2]}))),
        Mutant.rows("a sweep counts a row twice", on("purge", (right, o, a, original) -> {
          SessionTable.Purged purged = (SessionTable.Purged) Objects.requireNonNull(original.call(a));
          return new SessionTable.Purged(purged.rows() * 2, purged.reached());
        })),
        Mutant.rows("a sweep's batch says that it reached further than it did",
            on("purge",
                (right, o, a, original) -> new SessionTable.Purged(
                    ((SessionTable.Purged) Objects.requireNonNull(original.call(a))).rows(),
                    Long.MAX_VALUE))),
        Mutant.rows("a sweep tells of a row twice", on("purgeAnswering", (right, o, a, original) -> {
          List<Object> keys = new ArrayList<>((List<?>) Objects.requireNonNull(original.call(a)));
          keys.addAll(List.copyOf(keys));
          return keys;
        })));
  }

  private static Stream<Mutant> inSql() {
    AtomicLong nonce = new AtomicLong();
    return Stream.of(
        Mutant.sql("touch does not ask whether the row lives",
            replacing("^(update \\w+ set updated_at = .*) and expires > \\?$", "$1 and (expires > ? or 1 = 1)")),
        Mutant.sql("set replaces nothing", replacing("when matched then update", "when matched and 1 = 0 then update")),
        Mutant.sql("a user's column is wiped by writes",
            replacing("^update noted_sessions set ", "update noted_sessions set note = null, ")),
        Mutant.sql("all tables share one name for their index",
            replacing("create index if not exists \\w+_expires", "create index if not exists shared_expires")),
        Mutant.sql("a statement's text changes from call to call",
            text -> text + " /* " + nonce.incrementAndGet() + " */"),
        Mutant.rowsInSql("a sweep selects, then deletes without asking again", on("purge", (right, o, a, original) -> {
          List<String> dead = WrongSql.deadKeys(MutantHarness.POOL, (long) a[0], (int) a[1]);
          return new SessionTable.Purged(dead.stream().filter(right::delete).toList().size(), (long) a[2]);
        })),
        Mutant.rowsInSql("a sweep counts what it saw, not what it deleted", on("purge", (right, o, a, original) -> {
          int seen = WrongSql.deadKeys(MutantHarness.POOL, (long) a[0], (int) a[1]).size();
          original.call(a);
          return new SessionTable.Purged(seen, (long) a[2]);
        })),
        Mutant.rowsInSql("a sweep that is listened to selects, then deletes without asking again",
            on("purgeAnswering",
                (right, o, a, original) -> WrongSql.deadKeys(MutantHarness.POOL, (long) a[0], (int) a[1]).stream()
                    .filter(right::delete).toList())),
        Mutant.rowsInSql("a sweep tells of what it saw, not of what it deleted",
            on("purgeAnswering", (right, o, a, original) -> {
              List<String> seen = WrongSql.deadKeys(MutantHarness.POOL, (long) a[0], (int) a[1]);
              original.call(a);
              return seen;
            })),
        Mutant.rowsInSql("a sweep that fails on its way forgets what it deleted before",
            on("purgeAnswering", (right, o, a, original) -> {
              try {
                return original.call(a);
              } catch (PartlyPurgedException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            })),
        Mutant.rowsInSql("each write looks first", (right, o, a, original) -> {
          if (o.equals("update") || o.equals("touch")) {
            right.find((String) a[0]);
          }
          return original.call(a);
        }),
        Mutant.rowsInSql("rotation inserts, then deletes", on("update", (right, o, a, original) -> {
          SessionRow row = (SessionRow) a[3];
          SessionRow old = right.find((String) a[0]);
          if (old == null || old.key().equals(row.key()) || old.version() != (long) a[1]
              || old.expires() <= (long) a[2]) {
            return original.call(a);
          }
          right.insert(changed(row, Math.max(row.expires(), (boolean) a[4] ? old.expires() : 0), row.version(),
              old.createdAt()));
          return right.delete(old.key());
        })));
  }

  private static Supplier<String> counting() {
    AtomicLong last = new AtomicLong();
    return () -> "session-" + last.incrementAndGet();
  }

  private static Stream<Mutant> inOptions() {
    return Stream.of(
        Mutant.options("ids are compared without case", false,
            o -> o.idHashing(id -> IdHashing.sha256().key(id.toLowerCase(Locale.ROOT)))),
        Mutant.options("ids are guessable", false, o -> o.idGenerator(counting())),
        Mutant.options("ids stand in the table", true, o -> o.idHashing(IdHashing.none())),
        Mutant.options("unreadable data fail every request", false, o -> o.onUnreadable(OnUnreadable.FAIL)),
        Mutant.options("documents of any size are taken", false, o -> o.maxDataBytes(16 * 1024 * 1024)),
        Mutant.options("every touch is sent", true, o -> o.touchInterval(Duration.ZERO)),
        Mutant.options("sessions live an hour less", false, o -> o.expiration(Duration.ofHours(23))),
        Mutant.options("there is no absolute lifetime", false, o -> o.absoluteLifetime(null)),
        Mutant.options("the system's clock is asked", false, o -> o.clock(InstantSource.system())),
        Mutant.options("the sweep has no grace", false, o -> o.sweepGrace(Duration.ZERO)),
        Mutant.options("the user's scheduler is not used", false, o -> o.scheduler(null)),
        Mutant.options("a failed sweep is not told", true, o -> o.listener(new Filtered(o.build().listener()) {
          @Override
          public void sweepFailed(RuntimeException cause) {}
        })),
        Mutant.options("a listener's exception reaches the caller", false,
            o -> o.listener(new Filtered(o.build().listener()) {
              @Override
              public void created(SessionHandle handle) {
                try {
                  super.created(handle);
                } catch (RuntimeException e) {
                  throw new AssertionError("told to the caller", e);
                }
              }
            })),
        Mutant.options("a creation is not told", false, o -> o.listener(new Filtered(o.build().listener()) {
          @Override
          public void created(SessionHandle handle) {}
        })));
  }

  private static Stream<Mutant> inTheEngine() {
    return Stream.of(
        Mutant.store("a malformed id is an error", false, engine("get", (right, o, a, original) -> {
          if (!((SessionId) a[0]).isWellFormed()) {
            throw new IllegalArgumentException("malformed");
          }
          return original.call(a);
        })),
        Mutant.store("a refusal quotes the id", false, engine("save", (right, o, a, original) -> {
          try {
            return original.call(a);
          } catch (SessionStoreException e) {
            throw new SessionTooLargeException("too large: " + ((Session) a[0]).id().value(), e);
          }
        })),
        Mutant.store("an unknown session is an error", false, engine("get", (right, o, a, original) -> {
          Optional<?> found = (Optional<?>) Objects.requireNonNull(original.call(a));
          return Optional.of(found.orElseThrow());
        })),
        Mutant.store("reading deletes what it does not find", false, engine("get", (right, o, a, original) -> {
          Optional<?> found = (Optional<?>) Objects.requireNonNull(original.call(a));
          if (found.isEmpty()) {
            right.destroy((SessionId) a[0]);
          }
          return found;
        })),
        Mutant.store("a session once read is read no more", false, (store, probe) -> {
          Map<Object, Object> cache = new ConcurrentHashMap<>();
          return WrongStore.of(store, (right, called, a, original) -> {
            if (!called.equals("get")) {
              return original.call(a);
            }
            Object cached = cache.get(a[0]);
            if (cached == null) {
              cached = original.call(a);
              if (cached instanceof Optional<?> found && found.isPresent()) {
                cache.put(a[0], cached);
              }
            }
            return cached;
          });
        }),
        Mutant.store("set answers what it was given", false, engine("set", (right, o, a, original) -> {
          Optional<?> stored = (Optional<?>) Objects.requireNonNull(original.call(a));
          return stored.isEmpty() ? stored : Optional.of(a[0]);
        })),
        Mutant.store("setting what is past leaves the row", false,
            engine("set",
                (right, o, a,
                    original) -> ((Session) a[0]).fixedExpiry()
                        .filter(expiry -> expiry.isBefore(Instant.EPOCH.plusSeconds(1))).isPresent()
                            ? Optional.empty()
                            : original.call(a))),
        Mutant.store("save answers the copy it was given", false, engine("save", (right, o, a, original) -> {
          SaveResult result = (SaveResult) Objects.requireNonNull(original.call(a));
          return result.status() == SaveResult.Status.SAVED ? new SaveResult(result.status(), (Session) a[0]) : result;
        })),
        Mutant.store("update reads, then sets", false, engine("update", (right, o, a, original) -> {
          @SuppressWarnings("unchecked")
          UnaryOperator<Session> change = (UnaryOperator<Session>) a[1];
          return right.get((SessionId) a[0]).flatMap(session -> right.set(change.apply(session)));
        })),
        Mutant.store("update makes a missing session", false, engine("update", (right, o, a, original) -> {
          Optional<?> done = (Optional<?>) Objects.requireNonNull(original.call(a));
          return done.isEmpty() && ((SessionId) a[0]).isWellFormed()
              ? right.set(Session.of((SessionId) a[0], Map.of()))
              : done;
        })),
        Mutant.store("update swallows what the function throws", false, engine("update", (right, o, a, original) -> {
          try {
            return original.call(a);
          } catch (ArithmeticException | IllegalStateException e) {
            return Optional.empty();
          }
        })),
        Mutant.store("update gives up in silence", false, engine("update", (right, o, a, original) -> {
          try {
            return original.call(a);
          } catch (SessionConflictException e) {
            return Optional.empty();
          }
        })),
        Mutant.store("update writes an equal session", true, engine("update", (right, o, a, original) -> {
          Optional<?> done = (Optional<?>) Objects.requireNonNull(original.call(a));
          return done.isEmpty() ? done : right.set((Session) done.get());
        })),
        Mutant.store("rotating a missing session makes one", false, engine("rotate", (right, o, a, original) -> {
          Object done = original.call(a);
          return done instanceof Optional<?> moved && moved.isEmpty() ? Optional.of(right.create(Map.of())) : done;
        })),
        Mutant.store("a rotation to a given id draws another", false,
            engine("rotate", (right, o, a, original) -> a.length == 2 && a[1] instanceof SessionId
                ? right.rotate((Session) Objects.requireNonNull(a[0]))
                : original.call(a))),
        Mutant.store("a rotation of an id to a given id draws another", false,
            engine("rotate",
                (right, o, a, original) -> a.length == 3
                    ? right.rotate((SessionId) Objects.requireNonNull(a[0]), change(a[2]))
                    : original.call(a))),
        Mutant.store("a rotation to a given id writes the change under the old one first", false,
            engine("rotate", (right, o, a, original) -> {
              if (a.length < 3 || right.get((SessionId) Objects.requireNonNull(a[1])).isPresent()
                  || !((SessionId) a[1]).isWellFormed() || a[0].equals(a[1])) {
                return original.call(a);
              }
              Optional<Session> written = right.update((SessionId) Objects.requireNonNull(a[0]), change(a[2]));
              return written.isEmpty() ? written : right.rotate(written.get(), (SessionId) a[1]).session();
            })),
        Mutant.store("a handle destroys nothing", false,
            engine("destroy", (right, o, a, original) -> a[0] instanceof SessionHandle ? false : original.call(a))),
        Mutant.store("an idle time of its own is ignored", false, engine("set", (right, o, a, original) -> original
            .call(new Object[] {((Session) a[0]).maxAge().isPresent() ? ((Session) a[0]).withMaxAge(null) : a[0]}))),
        Mutant.store("create takes what is dead already", false, engine("create", (right, o, a, original) -> {
          try {
            return original.call(a);
          } catch (IllegalArgumentException e) {
            return right.create(Map.of());
          }
        })),
        Mutant.store("a save with an expiry past is a conflict", false,
            engine("save", (right, o, a, original) -> ((Session) a[0]).fixedExpiry()
                .filter(
                    expiry -> right.get(((Session) a[0]).id()).filter(s -> expiry.isBefore(s.createdAt())).isPresent())
                .isPresent()
                    ? new SaveResult(SaveResult.Status.CONFLICT, null)
                    : original.call(a))),
        Mutant.store("a table that is there is an error", true, engine("createTable", (right, o, a, original) -> {
          right.length(); // fails where there is none
          throw new SessionStoreException("The table exists.", null);
        })),
        Mutant.store("stopping stops nothing", false, engine("stopExpiring", (right, o, a, original) -> null)),
        Mutant.store("validate finds every table right", true,
            engine("validateTable", (right, o, a, original) -> null)),
        Mutant.store("a failure is remembered", true, (store, probe) -> {
          AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
          return WrongStore.of(store, (right, called, a, original) -> {
            Throwable before = failed.get();
            if (before != null && !called.equals("close") && !called.equals("createTable")) {
              throw before;
            }
            try {
              return original.call(a);
            } catch (SessionStoreException e) {
              failed.set(e.getClass() == SessionStoreException.class ? e : null);
              throw e;
            }
          });
        }),
        Mutant.store("who lists waits for all others, and they for him", true,
            (store, probe) -> WrongStore.alone(store, "findBy")),
        Mutant.store("an unknown outcome is called a failure", true,
            (store, probe) -> WrongStore.of(store, (right, called, a, original) -> {
              try {
                return original.call(a);
              } catch (SessionStoreException e) {
                throw e.outcomeUnknown() ? new SessionStoreException("failed", e.getCause()) : e;
              }
            })),
        Mutant.store("a failure that says nothing is called undone", false,
            (store, probe) -> WrongStore.of(store, (right, called, a, original) -> {
              try {
                return original.call(a);
              } catch (SessionStoreException e) {
                throw e.getCause() instanceof IllegalStateException
                    ? new SessionStoreException("Nothing was changed.", e.getCause())
                    : e;
              }
            })),
        Mutant.store("a lost attempt is forgotten when no other could be made", true,
            (store, probe) -> WrongStore.of(store, (right, called, a, original) -> {
              try {
                return original.call(a);
              } catch (SessionStoreException e) {
                throw e.getCause() instanceof SessionTableException cause && cause.kind() == Kind.UNAVAILABLE
                    && cause.effect() == Effect.NOTHING_DONE
                        ? new SessionStoreException("Nothing was changed.", e.getCause())
                        : e;
              }
            })),
        Mutant.store("closing the store closes the caller's pool", true,
            (store, probe) -> WrongStore.of(store, (right, called, a, original) -> {
              if (called.equals("close")) {
                probe.close();
              }
              return original.call(a);
            })));
  }

  private static Stream<Mutant> inTheDatabase() {
    return Stream.of(
        Mutant.pool("an operation joins the caller's transaction", WrongSql::joining),
        Mutant.database("what the server has ended is an error like any other",
            database -> WrongSql.meddled(database,
                (connection, method, arguments) -> renamed(WrongSql.invoke(connection, method, arguments)))),
        Mutant.database("a lost connection goes back as if it were whole",
            database -> WrongSql.meddled(database,
                (connection, method, arguments) -> method.getName().equals("abort")
                    ? null
                    : WrongSql.invoke(connection, method, arguments))),
        Mutant.database("reads are sent to a replica",
            database -> WrongSql.meddled(database, (connection, method, arguments) -> {
              if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith("select sid")) {
                connection.setReadOnly(true);
              }
              return WrongSql.invoke(connection, method, arguments);
            })));
  }

  /** A statement whose failures by 57P05 and its like say nothing to the store. */
  private static Object renamed(Object answer) {
    return answer instanceof PreparedStatement statement
        ? WrongSql.proxy(PreparedStatement.class, (self, method, arguments) -> {
          try {
            return WrongSql.invoke(statement, method, arguments);
          } catch (SQLException e) {
            throw List.of("57P05", "25P03", "25S03").contains(String.valueOf(e.getSQLState()))
                ? new SQLException(e.getMessage(), "58000")
                : e;
          }
        })
        : answer;
  }

  /** {@return the rules that {@code mutants.md} says each mutant breaks} */
  private static Map<String, Set<String>> declared() throws IOException {
    Map<String, Set<String>> declared = new TreeMap<>();
    try (InputStream in = Objects.requireNonNull(MutantsTest.class.getResourceAsStream("mutants.md"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] cells = line.split("\\s*\\|\\s*");
        if (cells.length == 3 && cells[2].matches("[A-Z]+-\\d+.*")) {
          declared.put(cells[1], new TreeSet<>(Set.of(cells[2].split(", "))));
        }
      }
    }
    return declared;
  }

  static Stream<Mutant> inMemory() {
    return mutants().filter(mutant -> !mutant.sql());
  }

  static Stream<Mutant> inH2() {
    return mutants().filter(Mutant::sql);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inMemory")
  void a_wrong_store_breaks_the_rules_declared_for_it_and_no_others(Mutant mutant) throws IOException {
    judge(mutant);
  }

  static void judge(Mutant mutant) throws IOException {
    MutantHarness.mutant = mutant;
    KitRun run = KitRun.withoutChance(MutantHarness.class);
    // what a race left to chance would notice besides proves nothing: it need not the next time
    assertThat(run.brokenRules()).as(mutant.wrong() + " was noticed by " + run.failures().keySet())
        .isEqualTo(declared().getOrDefault(mutant.wrong(), Set.of()));
  }

  @Test
  void every_rule_has_a_mutant_and_every_mutant_is_declared() throws IOException {
    assertThat(declared().keySet())
        .isEqualTo(mutants().map(Mutant::wrong).collect(Collectors.toCollection(TreeSet::new)));
    Set<String> broken =
        declared().values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    broken.addAll(NOT_A_STORES.keySet());
    assertThat(broken).isEqualTo(RuleCatalogue.load()
        .rules()
        .stream()
        .filter(rule -> !rule.outside())
        .map(RuleCatalogue.Entry::id)
        .collect(Collectors.toCollection(TreeSet::new)));
  }

  @SuppressWarnings("unchecked") // what the contract's methods take
  private static UnaryOperator<Session> change(@Nullable Object argument) {
    return (UnaryOperator<Session>) Objects.requireNonNull(argument);
  }

  private static ExpiryTerms terms(@Nullable Object argument) {
    return (ExpiryTerms) Objects.requireNonNull(argument);
  }

  /** Another moment. */
  private static ExpiryTerms at(long now, @Nullable Object terms) {
    ExpiryTerms given = terms(terms);
    return new ExpiryTerms(now, given.idle(), given.lifetime(), given.latest());
  }

  /** A moment after which nothing ends. */
  private static ExpiryTerms ever(long now) {
    return new ExpiryTerms(now, 0, ExpiryTerms.UNLIMITED, Long.MAX_VALUE);
  }
}
