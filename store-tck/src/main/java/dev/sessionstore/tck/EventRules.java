package dev.sessionstore.tck;

import static dev.sessionstore.tck.Kit.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sessionstore.Session;
import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The listener. */
interface EventRules extends RuleGroup {

  @Rule("EVENT-2")
  default void a_listener_that_throws_changes_nothing() {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    SessionStore other = kit().another(o -> o.listener(new SessionListener() {
      @Override
      public void created(SessionHandle handle) {
        told.add(handle.value());
        throw new ArithmeticException("the listener's own");
      }
    }));
    Session made = other.create(Map.of());
    assertEquals(1, told.size());
    assertTrue(kit().store().get(made.id()).isPresent());
  }

  @Rule("EVENT-3")
  default void a_session_expires_for_listeners_once() {
    for (int i = 0; i < 7; i++) {
      kit().store().create(Map.of());
    }
    kit().clock().advance(DAY.plusMinutes(1));
    SessionStore listening = kit().another(o -> o.listener(kit().listener()).sweepBatch(3));
    listening.clearExpired();
    listening.clearExpired();
    List<RecordingListener.Event> expired = kit().listener().events("expired");
    assertEquals(7, expired.size());
    assertEquals(7, expired.stream().map(RecordingListener.Event::handles).distinct().count(), "EVENT-3: none twice");
  }
}
