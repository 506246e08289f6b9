package dev.sessionstore.examples.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Restricts what browsers do with the pages. No page has a script, so none may run.
 */
final class SecurityHeaders implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse answered, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse response = (HttpServletResponse) answered;
    response.setHeader("Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    chain.doFilter(request, response);
  }
}
