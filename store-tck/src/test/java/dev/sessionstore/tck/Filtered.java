package dev.sessionstore.tck;

import dev.sessionstore.SessionHandle;
import dev.sessionstore.SessionListener;
import dev.sessionstore.SweepResult;

/** Passes on what it is told; a subclass leaves something out. */
class Filtered implements SessionListener {

  private final SessionListener to;

  Filtered(SessionListener to) {
    this.to = to;
  }

  @Override
  public void created(SessionHandle handle) {
    to.created(handle);
  }

  @Override
  public void saved(SessionHandle handle) {
    to.saved(handle);
  }

  @Override
  public void touched(SessionHandle handle) {
    to.touched(handle);
  }

  @Override
  public void rotated(SessionHandle before, SessionHandle after) {
    to.rotated(before, after);
  }

  @Override
  public void destroyed(SessionHandle handle) {
    to.destroyed(handle);
  }

  @Override
  public void destroyedBy(String column, int count) {
    to.destroyedBy(column, count);
  }

  @Override
  public void expired(SessionHandle handle) {
    to.expired(handle);
  }

  @Override
  public boolean listensToExpired() {
    return to.listensToExpired();
  }

  @Override
  public void unreadable(SessionHandle handle, RuntimeException cause) {
    to.unreadable(handle, cause);
  }

  @Override
  public void sweepFinished(SweepResult result) {
    to.sweepFinished(result);
  }

  @Override
  public void sweepFailed(RuntimeException cause) {
    to.sweepFailed(cause);
  }
}
