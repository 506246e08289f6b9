package dev.sessionstore.examples.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows a sentence instead of a stack trace. Uses no session, since the store may have failed. */
@SuppressWarnings("serial") // never serialised
final class ErrorServlet extends HttpServlet {

  static final String PATH = "/error";

  private final Layout layout;

  ErrorServlet(Layout layout) {
    this.layout = layout;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
        ? code
        : HttpServletResponse.SC_NOT_FOUND; // the address was typed
    response.setStatus(status);
    String title = title(status);
    layout.send(response, title, PATH, null,
        Markup.of("<div class=\"card narrow\"><p>{}</p><p><a href=\"/\">To the shop</a></p></div>\n", advice(status)));
  }

  private static String title(int status) {
    return switch (status) {
      case HttpServletResponse.SC_FORBIDDEN -> "Not taken";
      case HttpServletResponse.SC_NOT_FOUND -> "No such page";
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "Not that way";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "Closed for a moment";
      default -> "Something went wrong";
    };
  }

  private static String advice(int status) {
    return switch (status) {
      case HttpServletResponse.SC_FORBIDDEN ->
        "This form does not belong to your session. Open the page afresh and try again.";
      case HttpServletResponse.SC_NOT_FOUND -> "There is nothing at this address.";
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "This address takes only what the shop's own buttons send.";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE ->
        "The database does not answer. Try again in a minute; your cart is not lost.";
      default -> "The shop could not answer. Try again; if it stays so, its log says why.";
    };
  }
}
