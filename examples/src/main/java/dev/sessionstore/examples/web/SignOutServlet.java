package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ends the session of the request. */
@SuppressWarnings("serial") // never serialised
final class SignOutServlet extends HttpServlet {

  static final String PATH = "/sign-out";

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Visitor.signedIn(request).session().invalidate();
    response.sendRedirect(SignInServlet.LEFT, HttpServletResponse.SC_SEE_OTHER);
  }
}
