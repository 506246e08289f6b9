package dev.sessionstore.benchmarks;

import dev.sessionstore.IdHashing;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One of our stores, with every option at its default except for one declared column and no
 * sweeper.
 */
final class OurStore implements Contestant {

  private final SessionStore store;
  private final Payload payload;
  private final Map<String, Object> attributes;

  OurStore(String backend, DataSource dataSource, Payload payload) {
    this(backend, dataSource, payload, options -> {});
  }

  /** Opens a store with other options. */
  OurStore(String backend, DataSource dataSource, Payload payload, Consumer<SessionStoreOptions.Builder> differing) {
    this.store = SessionStore.builder().dataSource(dataSource).backend(backend).createTable(true)
        .options(o -> o.columns(List.of(SessionsTable.USER)).checkExpirationInterval(Duration.ZERO))
        .options(differing)
        .open();
    this.payload = payload;
    this.attributes = payload.attributes("user-0");
  }

  @Override
  public Set<Operation> operations() {
    return EnumSet.allOf(Operation.class);
  }

  @Override
  public List<CopiedTable> tables() {
    return SessionsTable.copies(IdHashing.sha256(), payload);
  }

  @Override
  public String create() {
    return store.create(attributes).id().value();
  }

  @Override
  public @Nullable Session get(String id) {
    return store.get(SessionId.of(id)).orElse(null);
  }

  @Override
  public void request(String id) {
    store.touch(store.get(SessionId.of(id)).orElseThrow()).orElseThrow();
  }

  @Override
  public void change(String id, long visits) {
    Session session = store.get(SessionId.of(id)).orElseThrow();
    if (store.save(session.with("visits", visits)).status() != SaveResult.Status.SAVED) {
      throw new IllegalStateException("Not saved.");
    }
  }

  @Override
  public void update(String id, long visits) {
    store.update(SessionId.of(id), session -> session.with("visits", visits)).orElseThrow();
  }

  @Override
  public void touch(String id) {
    if (!store.touch(SessionId.of(id))) {
      throw new IllegalStateException("Not touched.");
    }
  }

  @Override
  public String rotate(String id) {
    return store.rotate(SessionId.of(id)).orElseThrow().id().value();
  }

  @Override
  public void destroy(String id) {
    if (!store.destroy(SessionId.of(id))) {
      throw new IllegalStateException("Not destroyed.");
    }
  }

  @Override
  public int findBy(String user) {
    return store.findBy(SessionsTable.USER, user, 100, null).items().size();
  }

  @Override
  public void sweep() {
    store.clearExpired();
  }

  @Override
  public void close() {
    store.close();
  }
}
