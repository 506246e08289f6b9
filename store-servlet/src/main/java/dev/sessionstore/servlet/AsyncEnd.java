package dev.sessionstore.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Saves the session of an asynchronous request that ends otherwise than by {@code complete}: by
 * time-out, error or dispatch.
 */
record AsyncEnd(RequestSession session) implements AsyncListener {

  @Override
  public void onTimeout(AsyncEvent event) {
    session.end();
  }

  @Override
  public void onError(AsyncEvent event) {
    session.end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    session.end();
  }

  /** A new cycle drops the listeners; {@link SessionRequest#startAsync} adds this one again. */
  @Override
  public void onStartAsync(AsyncEvent event) {}
}
