package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who has signed in, as the session tells it.
 *
 * @param session live
 * @param name as typed
 */
record Visitor(HttpSession session, String name) {

  /** Declared to the session filter, as every attribute of a class of one's own. */
  static final String CART = "cart";
  /** How long somebody stays signed in without coming. */
  static final Duration KEPT = Duration.ofDays(7);
  /** How long a session lasts in which nobody signs in. */
  static final Duration UNKNOWN = Duration.ofMinutes(10);
  /** Read from the list of sessions as well. */
  static final String BROWSER = "browser";

  static Optional<Visitor> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(UserColumn.ATTRIBUTE) instanceof String name
        ? Optional.of(new Visitor(session, name))
        : Optional.empty();
  }

  /** {@return who asks; for pages behind {@link SignedInOnly}} */
  static Visitor signedIn(HttpServletRequest request) {
    return of(request)
        .orElseThrow(() -> new IllegalStateException("Nobody is signed in; put this page behind SignedInOnly."));
  }

  /** The session goes on under a new id: whoever planted or saw the old one has nothing. */
  static void signIn(HttpServletRequest request, String name) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(UserColumn.ATTRIBUTE, name);
    session.setAttribute(BROWSER, Browser.name(request.getHeader("User-Agent")));
    session.setAttribute(CART, Cart.empty());
    session.setMaxInactiveInterval((int) KEPT.toSeconds());
  }

  /** {@return the cart itself: what is done to it is kept} */
  Cart cart() {
    return (Cart) session.getAttribute(CART);
  }

  /** {@return the secret of this session's forms} */
  String token() {
    return (String) session.getAttribute(FormToken.NAME);
  }
}
