package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;

/**
 * A signed-in visitor.
 *
 * @param session the visitor's session
 * @param name the name as typed
 */
record Visitor(HttpSession session, String name) {

  /** Declared to the session filter, like every attribute of an application's own class. */
  static final String CART = "cart";
  /** The idle time of a signed-in visitor's session. */
  static final Duration KEPT = Duration.ofDays(7);
  /** The idle time of a session without sign-in. */
  static final Duration UNKNOWN = Duration.ofMinutes(10);
  /** Also read from the list of sessions. */
  static final String BROWSER = "browser";

  static Optional<Visitor> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(UserColumn.ATTRIBUTE) instanceof String name
        ? Optional.of(new Visitor(session, name))
        : Optional.empty();
  }

  /** {@return the visitor of a request, for pages behind {@link SignedInOnly}} */
  static Visitor signedIn(HttpServletRequest request) {
    return of(request)
        .orElseThrow(() -> new IllegalStateException("Nobody is signed in; put this page behind SignedInOnly."));
  }

  /** Gives the session a new id, so that one planted or seen before is of no use. */
  static void signIn(HttpServletRequest request, String name) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(UserColumn.ATTRIBUTE, name);
    session.setAttribute(BROWSER, Browser.name(request.getHeader("User-Agent")));
    session.setAttribute(CART, Cart.empty());
    session.setMaxInactiveInterval((int) KEPT.toSeconds());
  }

  /** {@return the cart itself; changes to it are saved} */
  Cart cart() {
    return (Cart) session.getAttribute(CART);
  }

  /** {@return the secret of this session's forms} */
  String token() {
    return (String) session.getAttribute(FormToken.NAME);
  }
}
