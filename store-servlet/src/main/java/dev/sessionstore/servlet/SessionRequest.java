package dev.sessionstore.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request whose session comes from the store. */
final class SessionRequest extends HttpServletRequestWrapper {

  private final SessionExchange exchange;
  private final SessionResponse response;

  SessionRequest(HttpServletRequest request, SessionExchange exchange, SessionResponse response) {
    super(request);
    this.exchange = exchange;
    this.response = response;
  }

  @Override
  public HttpSession getSession() {
    return Objects.requireNonNull(getSession(true));
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return exchange.session(create);
  }

  @Override
  public String changeSessionId() {
    return exchange.changeId();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return exchange.requestedId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return exchange.requestedIdIsValid();
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    return exchange.requestedId() != null;
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    return false;
  }

  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest as, ServletResponse with) {
    AsyncContext context = super.startAsync(as, with);
    context.addListener(new AsyncEnd(exchange));
    return new SessionAsyncContext(context, exchange);
  }

  @Override
  public AsyncContext getAsyncContext() {
    return new SessionAsyncContext(super.getAsyncContext(), exchange);
  }
}
