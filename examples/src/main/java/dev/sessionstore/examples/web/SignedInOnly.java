package dev.sessionstore.examples.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Redirects visitors who are not signed in, or no longer, to the sign-in page. */
final class SignedInOnly implements Filter {

  @Override
  public void doFilter(ServletRequest asked, ServletResponse answered, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) asked;
    HttpServletResponse response = (HttpServletResponse) answered;
    if (Visitor.of(request).isPresent()) {
      chain.doFilter(request, response);
    } else {
      boolean had = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
      response.sendRedirect(had ? SignInServlet.ENDED : SignInServlet.PATH, HttpServletResponse.SC_SEE_OTHER);
    }
  }
}
