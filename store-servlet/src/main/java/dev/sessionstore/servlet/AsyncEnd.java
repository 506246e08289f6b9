package dev.sessionstore.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Saves the session of an asynchronous request that ends otherwise than by {@code complete}: by
 * time-out, error or dispatch.
 */
record AsyncEnd(SessionExchange exchange) implements AsyncListener {

  @Override
  public void onTimeout(AsyncEvent event) {
    exchange.end();
  }

  @Override
  public void onError(AsyncEvent event) {
    exchange.end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    exchange.end();
  }

  /** A new cycle drops the listeners; {@link SessionRequest#startAsync} adds this one again. */
  @Override
  public void onStartAsync(AsyncEvent event) {}
}
