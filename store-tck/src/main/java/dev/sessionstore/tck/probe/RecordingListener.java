package dev.sessionstore.tck.probe;

import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records all events of a store, {@code expired} included. Thread-safe. */
public final class RecordingListener implements SessionListener {

  private final List<Event> events = new ArrayList<>();
  private volatile Consumer<Event> during = event -> {};

  /** A listener that has recorded nothing yet. */
  public RecordingListener() {}

  /**
   * One call of the listener.
   *
   * @param kind the listener method's name
   * @param handles the rows it named
   * @param detail a cause, a count or a {@link SweepResult}; else null
   * @param thread which called
   */
  public record Event(String kind, List<SessionHandle> handles, @Nullable Object detail, Thread thread) {}

  /** {@return all events so far, in order; a copy} */
  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /**
   * The events of one kind.
   *
   * @param kind a listener method's name
   * @return so far, in order; a copy
   */
  public List<Event> events(String kind) {
    return events().stream().filter(event -> event.kind().equals(kind)).toList();
  }

  /** {@return the kinds so far, in order} */
  public List<String> kinds() {
    return events().stream().map(Event::kind).toList();
  }

  /**
   * Does something within each call from now on, after the event was recorded. What it throws, the
   * store gets.
   *
   * @param what is done
   */
  public void during(Consumer<Event> what) {
    during = what;
  }

  /** Forgets all events. */
  public void reset() {
    synchronized (events) {
      events.clear();
    }
  }

  private void add(String kind, @Nullable Object detail, SessionHandle... handles) {
    Event event = new Event(kind, List.of(handles), detail, Thread.currentThread());
    synchronized (events) {
      events.add(event);
    }
    during.accept(event);
  }

  @Override
  public boolean listensToExpired() {
    return true;
  }

  @Override
  public void created(SessionHandle handle) {
    add("created", null, handle);
  }

  @Override
  public void saved(SessionHandle handle) {
    add("saved", null, handle);
  }

  @Override
  public void touched(SessionHandle handle) {
    add("touched", null, handle);
  }

  @Override
  public void rotated(SessionHandle before, SessionHandle after) {
    add("rotated", null, before, after);
  }

  @Override
  public void destroyed(SessionHandle handle) {
    add("destroyed", null, handle);
  }

  @Override
  public void destroyedBy(String column, int count) {
    add("destroyedBy", count);
  }

  @Override
  public void expired(SessionHandle handle) {
    add("expired", null, handle);
  }

  @Override
  public void unreadable(SessionHandle handle, RuntimeException cause) {
    add("unreadable", cause, handle);
  }

  @Override
  public void sweepFinished(SweepResult result) {
    add("sweepFinished", result);
  }

  @Override
  public void sweepFailed(RuntimeException cause) {
    add("sweepFailed", cause);
  }
}
