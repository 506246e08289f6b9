package dev.sessionstore.tck;

import dev.sessionstore.SaveResult;
import dev.sessionstore.SaveResult.Status;
import dev.sessionstore.Session;
import dev.sessionstore.SessionConflictException;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStoreException;
import dev.sessionstore.SessionTooLargeException;
import dev.sessionstore.spi.SessionTableException;
import dev.sessionstore.spi.SessionTableException.Effect;
import dev.sessionstore.spi.SessionTableException.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores whose engine does an operation wrongly. */
final class EngineMutants {

  private EngineMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(getting(), setting(), saving(), updating(), rotating(), others(), failing())
        .flatMap(list -> list);
  }

  private static Stream<Mutant> getting() {
    return Stream.of(
        Mutant.store("a malformed id is an error", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> get(SessionId id) {
            if (!id.isWellFormed()) {
              throw new IllegalArgumentException("malformed");
            }
            return store.get(id);
          }
        }),
        Mutant.store("an unknown session is an error", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> get(SessionId id) {
            return Optional.of(store.get(id).orElseThrow());
          }
        }),
        Mutant.store("reading deletes what it does not find", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> get(SessionId id) {
            Optional<Session> found = store.get(id);
            if (found.isEmpty()) {
              store.destroy(id);
            }
            return found;
          }
        }),
        Mutant.store("a session once read is read no more", right -> new ForwardingStore(right) {
          private final Map<SessionId, Session> cache = new ConcurrentHashMap<>();

          @Override
          public Optional<Session> get(SessionId id) {
            Session cached = cache.get(id);
            if (cached != null) {
              return Optional.of(cached);
            }
            Optional<Session> found = store.get(id);
            found.ifPresent(session -> cache.put(id, session));
            return found;
          }
        }));
  }

  private static Stream<Mutant> setting() {
    return Stream.of(
        Mutant.store("set returns what it was given", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> set(Session session) {
            return store.set(session).map(stored -> session);
          }
        }),
        Mutant.store("setting what is past leaves the row", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> set(Session session) {
            return session.fixedExpiry().filter(expiry -> expiry.isBefore(Instant.EPOCH.plusSeconds(1))).isPresent()
                ? Optional.empty()
                : store.set(session);
          }
        }),
        Mutant.store("an idle time of its own is ignored", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> set(Session session) {
            return store.set(session.maxAge().isPresent() ? session.withMaxAge(null) : session);
          }
        }),
        Mutant.store("create takes what is dead already", right -> new ForwardingStore(right) {
          @Override
          public Session create(Map<String, ? extends @Nullable Object> attributes) {
            try {
              return store.create(attributes);
            } catch (IllegalArgumentException e) {
              return store.create(Map.of());
            }
          }
        }));
  }

  private static Stream<Mutant> saving() {
    return Stream.of(
        Mutant.store("a refusal quotes the id", right -> new ForwardingStore(right) {
          @Override
          public SaveResult save(Session session) {
            try {
              return store.save(session);
            } catch (SessionStoreException e) {
              throw new SessionTooLargeException("too large: " + session.id().value(), e);
            }
          }
        }),
        Mutant.store("save returns the copy it was given", right -> new ForwardingStore(right) {
          @Override
          public SaveResult save(Session session) {
            SaveResult result = store.save(session);
            return result.status() == Status.SAVED ? new SaveResult(Status.SAVED, session) : result;
          }
        }),
        Mutant.store("a save with an expiry past is a conflict", right -> new ForwardingStore(right) {
          @Override
          public SaveResult save(Session session) {
            boolean past = session.fixedExpiry().isPresent() && store.get(session.id())
                .filter(there -> session.fixedExpiry().get().isBefore(there.createdAt())).isPresent();
            return past ? new SaveResult(Status.CONFLICT, null) : store.save(session);
          }
        }));
  }

  private static Stream<Mutant> updating() {
    return Stream.of(
        Mutant.store("update reads, then sets", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
            return store.get(id).flatMap(session -> store.set(change.apply(session)));
          }
        }),
        Mutant.store("update makes a missing session", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
            Optional<Session> done = store.update(id, change);
            return done.isEmpty() && id.isWellFormed() ? store.set(Session.of(id, Map.of())) : done;
          }
        }),
        Mutant.store("update swallows what the function throws", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
            try {
              return store.update(id, change);
            } catch (ArithmeticException | IllegalStateException e) {
              return Optional.empty();
            }
          }
        }),
        Mutant.store("update gives up in silence", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
            try {
              return store.update(id, change);
            } catch (SessionConflictException e) {
              return Optional.empty();
            }
          }
        }),
        Mutant.storeInH2("update writes an equal session", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
            return store.update(id, change).flatMap(store::set);
          }
        }));
  }

  private static Stream<Mutant> rotating() {
    return Stream.of(
        Mutant.store("rotating a missing session makes one", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> rotate(SessionId id) {
            return store.rotate(id).or(this::made);
          }

          @Override
          public Optional<Session> rotate(SessionId id, UnaryOperator<Session> change) {
            return store.rotate(id, change).or(this::made);
          }

          @Override
          public Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change) {
            return store.rotate(from, to, change).or(this::made);
          }

          private Optional<Session> made() {
            return Optional.of(store.create(Map.of()));
          }
        }),
        Mutant.store("a rotation to a given id draws another", right -> new ForwardingStore(right) {
          @Override
          public SaveResult rotate(Session session, SessionId to) {
            return store.rotate(session);
          }
        }),
        Mutant.store("a rotation of an id to a given id draws another", right -> new ForwardingStore(right) {
          @Override
          public Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change) {
            return store.rotate(from, change);
          }
        }),
        Mutant.store("a rotation to a given id writes the change under the old one first",
            right -> new ForwardingStore(right) {
              @Override
              public Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change) {
                if (store.get(to).isPresent() || !to.isWellFormed() || from.equals(to)) {
                  return store.rotate(from, to, change);
                }
                Optional<Session> written = store.update(from, change);
                return written.isEmpty() ? written : store.rotate(written.get(), to).session();
              }
            }));
  }

  private static Stream<Mutant> others() {
    return Stream.of(
        Mutant.store("a handle destroys nothing", right -> new ForwardingStore(right) {
          @Override
          public boolean destroy(SessionHandle handle) {
            return false;
          }
        }),
        Mutant.storeInH2("a table that is there is an error", right -> new ForwardingStore(right) {
          @Override
          public void createTable() {
            store.length(); // fails where there is none
            throw new SessionStoreException("The table exists.", null);
          }
        }),
        Mutant.storeInH2("validate finds every table right", right -> new ForwardingStore(right) {
          @Override
          public void validateTable() {}
        }),
        Mutant.store("stopping stops nothing", right -> new ForwardingStore(right) {
          @Override
          public void stopExpiring() {}
        }),
        Mutant.storeAndProbe("closing the store closes the caller's pool",
            (right, probe) -> new ForwardingStore(right) {
              @Override
              public void close() {
                probe.close();
                store.close();
              }
            }),
        Mutant.storeInH2("a list waits for all other calls, and they wait for it",
            right -> WrongStore.alone(right, "findBy")));
  }

  private static Stream<Mutant> failing() {
    return Stream.of(
        Mutant.storeInH2("a failure is remembered", WrongStore::remembering),
        Mutant.storeInH2("an unknown outcome is called a failure", right -> WrongStore.failing(right,
            e -> e.outcomeUnknown() ? new SessionStoreException("failed", e.getCause()) : e)),
        Mutant.store("a failure that says nothing is called undone", right -> WrongStore.failing(right,
            e -> e.getCause() instanceof IllegalStateException ? undone(e) : e)),
        Mutant.storeInH2("a lost attempt is forgotten when no other could be made", right -> WrongStore.failing(right,
            e -> e.getCause() instanceof SessionTableException cause && cause.kind() == Kind.UNAVAILABLE
                && cause.effect() == Effect.NOTHING_DONE ? undone(e) : e)));
  }

  private static SessionStoreException undone(SessionStoreException failure) {
    return new SessionStoreException("Nothing was changed.", failure.getCause());
  }
}
