package dev.sessionstore.tck.rules;

import static dev.sessionstore.tck.rules.Kit.USER;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sessionstore.IdHashing;
import dev.sessionstore.OnUnreadable;
import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.UnreadableSessionException;
import dev.sessionstore.tck.probe.StatementProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.function.Executable;

/** The rule that ids are secret. */
interface SecrecyRules extends RuleGroup {

  private void requireSecret(Object said, SessionId... ids) {
    String text = said instanceof Throwable failure ? Secrets.texts(failure) : said.toString();
    for (SessionId id : ids) {
      assertFalse(text.contains(id.value()), () -> "ID-5: an id is in: " + text.replace(id.value(), "<THE ID>"));
      assertFalse(kit().logged().contains(id.value()), "ID-5: an id was logged");
    }
  }

  @Rule("ID-5")
  default void no_id_stands_in_a_text() {
    for (SessionStore store : List.of(kit().another(o -> o.listener(kit().listener())),
        kit().another(o -> o.idHashing(IdHashing.none()).listener(kit().listener())))) { // then the handle is the id
      store.clear();
      Session made = store.create(Map.of("user", "ada"));
      Session saved = store.save(made.with("a", 1)).session().orElseThrow();
      Session moved = store.rotate(saved.id()).orElseThrow();
      requireSecret(List.of(store, made, made.id(), made.attributes(), made.stamp(), store.get(moved.id()),
          store.set(moved), store.all(1, null), store.all(1, null).next(), store.all(1, null).items().get(0).handle(),
          store.findBy(USER, "ada", 9, null), store.save(made), store.rotate(made), store.touch(moved),
          store.update(moved.id(), s -> s.with("b", 2)), store.destroyBy(USER, "ada", moved.id()),
          store.destroy(moved.id()), kit().listener().events()), made.id(), moved.id());
    }
  }

  @Rule("ID-5")
  default void no_id_stands_in_a_refusal() {
    for (IdHashing hashing : List.of(IdHashing.sha256(), IdHashing.none())) {
      SessionStore store = kit().another(o -> o.idHashing(hashing).maxDataBytes(300).onUnreadable(OnUnreadable.FAIL)
          .updateTimeout(Duration.ZERO).listener(new SessionListener() {
            @Override
            public void saved(SessionHandle handle) {
              throw new IllegalStateException("the listener's own words: " + handle.value());
            }
          }));
      store.clear();
      Session made = store.create(Map.of("user", "ada"));
      SessionId id = made.id();
      requireSecret(assertThrows(SessionTooLargeException.class, () -> store.save(made.with("a", "x".repeat(300)))),
          id);
      requireSecret(assertThrows(IllegalArgumentException.class,
          () -> store.update(id, s -> Session.of(SessionId.of("x"), Map.of()))), id);
      requireSecret(assertThrows(SessionConflictException.class, () -> store.update(id, s -> {
        store.set(s.with("n", s.getLong("n", 0) + 1));
        return s.with("mine", true);
      })), id);
      // with hashing off the database's own message may quote the key; the store's own texts may not
      SessionStore taken = kit().another(o -> o.idHashing(hashing).idGenerator(id::value));
      requireSecret(Secrets.storesOwn(assertThrows(SessionStoreException.class, () -> taken.create(Map.of()))), id);
      requireSecret(Secrets.storesOwn(assertThrows(SessionStoreException.class, () -> taken.rotate(id))), id);
      kit().another(o -> o.idHashing(hashing).codec(new GarbageCodec(() -> "no document"))).set(made);
      requireSecret(assertThrows(UnreadableSessionException.class, () -> store.get(id)), id);
      store.close();
      requireSecret(assertThrows(IllegalStateException.class, () -> store.get(id)), id);
    }
  }

  @Rule(value = "ID-5", needs = Capability.SQL)
  default void no_id_stands_in_what_a_failing_statement_leaves_behind() {
    for (IdHashing hashing : List.of(IdHashing.sha256(), IdHashing.none())) {
      SessionStore store = kit().another(o -> o.idHashing(hashing).idGenerator(() -> "the-one-id-that-is-drawn"));
      store.clear();
      Session made = kit().another(o -> o.idHashing(hashing)).create(Map.of("user", "ada"));
      SessionId id = made.id();
      List<SessionId> ids = List.of(id, SessionId.of("the-one-id-that-is-drawn"));
      breaks(StatementProbe.writes(), () -> store.create(Map.of()), ids);
      breaks(StatementProbe.reads(), () -> store.get(id), ids);
      breaks(StatementProbe.writes(), () -> store.set(made), ids);
      breaks(StatementProbe.writes(), () -> store.save(made.with("a", 1)), ids);
      breaks(StatementProbe.reads(), () -> store.update(id, s -> s.with("a", 1)), ids);
      breaks(StatementProbe.writes(), () -> store.update(id, s -> s.with("a", 1)), ids);
      breaks(StatementProbe.writes(), () -> store.touch(id), ids);
      breaks(StatementProbe.reads(), () -> store.rotate(id), ids);
      breaks(StatementProbe.writes(), () -> store.rotate(id), ids);
      breaks(StatementProbe.writes(), () -> store.rotate(made), ids);
      breaks(StatementProbe.writes(), () -> store.destroy(id), ids);
      breaks(StatementProbe.writes(), () -> store.destroy(SessionHandle.of(id.value())), ids);
      breaks(StatementProbe.reads(), () -> store.all(10, SessionHandle.of(id.value())), ids);
      breaks(StatementProbe.reads(), () -> store.findBy(USER, "ada", 10, SessionHandle.of(id.value())), ids);
      breaks(StatementProbe.writes(), () -> store.destroyBy(USER, "ada", id), ids);
    }
  }

  private void breaks(Predicate<String> which, Executable operation, List<SessionId> ids) {
    kit().probe().failNext(which, () -> new SQLException("broken by the kit", "42000"), StatementProbe.When.BEFORE);
    requireSecret(assertThrows(SessionStoreException.class, operation, "ID-5: the statement fails"),
        ids.toArray(SessionId[]::new));
  }
}
