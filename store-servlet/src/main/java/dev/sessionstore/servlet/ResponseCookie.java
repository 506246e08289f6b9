package dev.sessionstore.servlet;

import dev.sessionstore.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cookie of one response: unchanged, set to an id, or removed. Guarded by the request's lock.
 */
final class ResponseCookie {

  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

  private final SessionCookie cookie;
  private final HttpServletResponse response;
  private final boolean tls;
  private @Nullable Supplier<String> wanted;
  private @Nullable String set;

  ResponseCookie(SessionCookie cookie, HttpServletRequest request, HttpServletResponse response) {
    this.cookie = cookie;
    this.response = response;
    this.tls = cookie.overTls(request);
  }

  /** Sets the cookie; a null life means until the browser is closed. */
  void handOut(SessionId id, @Nullable Duration life) {
    if (cookie.secure() == Secure.ALWAYS && !tls) {
      LOG.warn("A session was created on a request without TLS and the cookie is Secure.ALWAYS: no cookie is set. "
          + "Behind a proxy that ends TLS set the filter's option proxy.");
      wanted = null;
    } else {
      wanted = () -> cookie.handOut(id, life, tls);
    }
  }

  void takeBack() {
    wanted = () -> cookie.takeBack(tls);
  }

  void leave() {
    wanted = null;
  }

  /** Adds the header, unless it is there already or the response is committed. */
  void send() {
    if (wanted == null || response.isCommitted()) {
      return;
    }
    String header = wanted.get();
    if (!header.equals(set)) {
      response.addHeader("Set-Cookie", header);
      set = header;
    }
  }

  /** Called when the response has lost its headers. */
  void reset() {
    set = null;
  }
}
