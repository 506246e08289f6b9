package dev.sessionstore.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** The request whose session is the store's. */
final class SessionRequest extends HttpServletRequestWrapper {

  private final RequestSession session;
  private final SessionResponse response;

  SessionRequest(HttpServletRequest request, RequestSession session, SessionResponse response) {
    super(request);
    this.session = session;
    this.response = response;
  }

  @Override
  public HttpSession getSession() {
    return getSession(true);
  }

  @Override
  @SuppressWarnings("NullAway") // the specification's null
  public HttpSession getSession(boolean create) {
    return session.session(create);
  }

  @Override
  public String changeSessionId() {
    return session.changeId();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return session.requestedId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return session.requestedIdIsValid();
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    return session.requestedId() != null;
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
    context.addListener(new AsyncEnd(session));
    return new SessionAsyncContext(context, session);
  }

  @Override
  public AsyncContext getAsyncContext() {
    return new SessionAsyncContext(super.getAsyncContext(), session);
  }
}
