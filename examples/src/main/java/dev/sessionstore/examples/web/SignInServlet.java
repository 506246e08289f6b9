package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;

/** Signs a visitor in by name, without a password. */
@SuppressWarnings("serial") // never serialised
final class SignInServlet extends HttpServlet {

  static final String PATH = "/sign-in";
  /** For visitors whose session has ended. */
  static final String ENDED = PATH + "?ended";
  /** For visitors who have just signed out. */
  static final String LEFT = PATH + "?left";
  private static final int MAX_NAME_LENGTH = 40;
  private static final int UNPROCESSABLE = 422;

  private final Layout layout;
  private final FormToken token;

  SignInServlet(Layout layout, FormToken token) {
    this.layout = layout;
    this.token = token;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (Visitor.of(request).isPresent()) {
      response.sendRedirect(ShopServlet.PAGE.path(), HttpServletResponse.SC_SEE_OTHER);
      return;
    }
    show(request, response, "", "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = Objects.requireNonNullElse(request.getParameter("name"), "").strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
      response.setStatus(UNPROCESSABLE);
      show(request, response, name,
          name.isEmpty() ? "Type a name, any will do." : "Use at most " + MAX_NAME_LENGTH + " characters.");
      return;
    }
    Visitor.signIn(request, name);
    token.renew(request.getSession());
    response.sendRedirect(ShopServlet.PAGE.path(), HttpServletResponse.SC_SEE_OTHER);
  }

  private void show(HttpServletRequest request, HttpServletResponse response, String name, String problem)
      throws IOException {
    HttpSession session = request.getSession();
    if (session.isNew()) {
      session.setMaxInactiveInterval((int) Visitor.UNKNOWN.toSeconds());
      token.renew(session);
    }
    String notice = request.getParameter("ended") != null ? "Your session has ended. Sign in to go on."
        : request.getParameter("left") != null ? "You are signed out."
        : "";
    layout.send(response, "Sign in", PATH, null, Markup.of("""
        {}<form class="card narrow" method="post" action="{}">
        <input type="hidden" name="{}" value="{}">
        <label for="name">Your name</label>
        <input id="name" name="name" value="{}" maxlength="{}" required autocomplete="username" aria-describedby="hint"{}>
        <p id="hint" class="{}">{}</p>
        <button class="primary">Sign in</button>
        </form>
        """, Layout.notice(notice), PATH, FormToken.NAME, session.getAttribute(FormToken.NAME), name, MAX_NAME_LENGTH,
        problem.isEmpty() ? Markup.NONE : Markup.of(" aria-invalid=\"true\""), problem.isEmpty() ? "quiet" : "problem",
        problem.isEmpty()
            ? "No password: sign in by the same name in another browser, and both show among your devices."
            : problem));
  }
}
