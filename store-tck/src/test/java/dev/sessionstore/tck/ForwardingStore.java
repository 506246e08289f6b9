package dev.sessionstore.tck;

import dev.sessionstore.Column;
import dev.sessionstore.Page;
import dev.sessionstore.SaveResult;
import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.SessionStoreOptions;
import dev.sessionstore.StoredSession;
import dev.sessionstore.SweepResult;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Forwards every operation to another store: a wrong one overrides what it does wrong. */
abstract class ForwardingStore implements SessionStore {

  final SessionStore store;

  ForwardingStore(SessionStore store) {
    this.store = store;
  }

  @Override
  public Session create(Map<String, ? extends @Nullable Object> attributes) {
    return store.create(attributes);
  }

  @Override
  public Optional<Session> get(SessionId id) {
    return store.get(id);
  }

  @Override
  public Optional<Session> set(Session session) {
    return store.set(session);
  }

  @Override
  public SaveResult save(Session session) {
    return store.save(session);
  }

  @Override
  public Optional<Session> update(SessionId id, UnaryOperator<Session> change) {
    return store.update(id, change);
  }

  @Override
  public Optional<Session> touch(Session session) {
    return store.touch(session);
  }

  @Override
  public boolean touch(SessionId id) {
    return store.touch(id);
  }

  @Override
  public Optional<Session> rotate(SessionId id) {
    return store.rotate(id);
  }

  @Override
  public Optional<Session> rotate(SessionId id, UnaryOperator<Session> change) {
    return store.rotate(id, change);
  }

  @Override
  public SaveResult rotate(Session session) {
    return store.rotate(session);
  }

  @Override
  public SaveResult rotate(Session session, SessionId to) {
    return store.rotate(session, to);
  }

  @Override
  public Optional<Session> rotate(SessionId from, SessionId to, UnaryOperator<Session> change) {
    return store.rotate(from, to, change);
  }

  @Override
  public boolean destroy(SessionId id) {
    return store.destroy(id);
  }

  @Override
  public boolean destroy(SessionHandle handle) {
    return store.destroy(handle);
  }

  @Override
  public <T> Page<StoredSession> findBy(Column<T> column, T value, int limit, @Nullable SessionHandle after) {
    return store.findBy(column, value, limit, after);
  }

  @Override
  public Page<StoredSession> all(int limit, @Nullable SessionHandle after) {
    return store.all(limit, after);
  }

  @Override
  public <T> int destroyBy(Column<T> column, T value, @Nullable SessionId except) {
    return store.destroyBy(column, value, except);
  }

  @Override
  public SessionStoreOptions options() {
    return store.options();
  }

  @Override
  public long length() {
    return store.length();
  }

  @Override
  public void clear() {
    store.clear();
  }

  @Override
  public SweepResult clearExpired() {
    return store.clearExpired();
  }

  @Override
  public void startExpiring() {
    store.startExpiring();
  }

  @Override
  public void stopExpiring() {
    store.stopExpiring();
  }

  @Override
  public void createTable() {
    store.createTable();
  }

  @Override
  public void validateTable() {
    store.validateTable();
  }

  @Override
  public void close() {
    store.close();
  }
}
