package dev.sessionstore.examples.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a POST only with the secret of this session's own pages, so that no other site can post
 * in a visitor's name.
 */
final class FormToken implements Filter {

  /** The name of the form field and of the attribute. */
  static final String NAME = "token";
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Called for a new session, and when its user changes. */
  void renew(HttpSession session) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    session.setAttribute(NAME, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  @Override
  public void doFilter(ServletRequest asked, ServletResponse answered, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) asked;
    HttpServletResponse response = (HttpServletResponse) answered;
    if (!"POST".equals(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    HttpSession session = request.getSession(false);
    if (session == null) {
      response.sendRedirect(SignInServlet.ENDED, HttpServletResponse.SC_SEE_OTHER); // the session has ended since
    } else if (matches(session.getAttribute(NAME), request.getParameter(NAME))) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static boolean matches(@Nullable Object kept, @Nullable String sent) {
    return kept instanceof String token && sent != null
        && MessageDigest.isEqual(token.getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.UTF_8));
  }
}
