package dev.sessionstore.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Saves the session of an asynchronous request that ends other than by {@code complete}: by
 * timeout, error or dispatch.
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

  /** Does nothing: {@link SessionRequest#startAsync} adds this listener to each new cycle. */
  @Override
  public void onStartAsync(AsyncEvent event) {}
}
