package dev.sessionstore.servlet;

import dev.sessionstore.SessionId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that contains the id: read from requests, written as a header. Immutable and
 * thread-safe.
 *
 * @param name its name
 * @param path its path
 * @param domain its domain; null: this host only
 * @param httpOnly whether it is hidden from scripts
 * @param secure whether it is sent over TLS only
 * @param sameSite which requests from other sites include it
 * @param partitioned whether there is one per embedding site
 * @param proxy whether {@code X-Forwarded-Proto} is trusted
 * @param signer signs and verifies its value
 */
record SessionCookie(String name, String path, @Nullable String domain, boolean httpOnly, Secure secure,
    SameSite sameSite, boolean partitioned, boolean proxy, CookieSigner signer) {

  /** Browsers send the most specific path first; more than these have no legitimate use. */
  private static final int MAX_CANDIDATES = 3;
  /** The lifetime at which browsers cap a cookie. */
  private static final long MAX_LIFE_SECONDS = Duration.ofDays(400).toSeconds();

  SessionCookie {
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
      throw new IllegalArgumentException("The cookie's name cannot be used; give up to 64 letters, digits, - or _.");
    }
    requireHarmless("path", path);
    if (domain != null) {
      requireHarmless("domain", domain);
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("The cookie's path does not begin with a slash; give / or /app.");
    }
    if (secure == Secure.NEVER && (sameSite == SameSite.NONE || partitioned)) {
      throw new IllegalArgumentException(
          "Browsers refuse a cookie with SameSite=None or Partitioned that is not secure; use Secure.AUTO or ALWAYS.");
    }
    if (name.startsWith("__Host-") && (domain != null || !path.equals("/") || secure == Secure.NEVER)
        || name.startsWith("__Secure-") && secure == Secure.NEVER) {
      throw new IllegalArgumentException(
          "Browsers refuse a cookie named __Host-… that has a domain, a path other than / or is not secure, and one"
              + " named __Secure-… that is not secure; change the name or these options.");
    }
  }

  private static void requireHarmless(String what, String value) {
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';' && c != ',')) {
      throw new IllegalArgumentException(
          "The cookie's " + what + " holds a character that no cookie header may hold; give plain ASCII.");
    }
  }

  /**
   * {@return the first few ids that a request has under this name, each once: well-formed, and with
   * a valid signature if signing is on}
   */
  List<SessionId> presented(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return List.of();
    }
    List<SessionId> ids = new ArrayList<>();
    for (Cookie cookie : cookies) {
      if (ids.size() < MAX_CANDIDATES && cookie.getName().equals(name) && cookie.getValue() != null) {
        signer.verified(cookie.getValue()).map(SessionId::of)
            .filter(id -> id.isWellFormed() && !ids.contains(id)).ifPresent(ids::add);
      }
    }
    return ids;
  }

  /** {@return whether the browser uses TLS, as far as is known} */
  boolean overTls(HttpServletRequest request) {
    if (request.isSecure()) {
      return true;
    }
    String forwarded = proxy ? request.getHeader("X-Forwarded-Proto") : null;
    return forwarded != null && forwarded.split(",", 2)[0].strip().toLowerCase(Locale.ROOT).equals("https");
  }

  /**
   * {@return a {@code Set-Cookie} value with the id; a null life means until the browser is closed}
   */
  String handOut(SessionId id, @Nullable Duration life, boolean tls) {
    String value = signer.sign(id.value());
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f && "\",;\\".indexOf(c) < 0)) {
      throw new IllegalStateException("The idGenerator draws ids with characters that no cookie may hold; "
          + "let it use letters, digits, - and _.");
    }
    String maxAge = life == null ? "" : "; Max-Age=" + Math.min(MAX_LIFE_SECONDS, Math.max(1, life.toSeconds()));
    return name + '=' + value + maxAge + attributes(tls);
  }

  /** {@return a {@code Set-Cookie} value that removes the cookie} */
  String takeBack(boolean tls) {
    return name + "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes(tls);
  }

  private String attributes(boolean tls) {
    return "; Path=" + path
        + (domain == null ? "" : "; Domain=" + domain)
        + (httpOnly ? "; HttpOnly" : "")
        + (secure == Secure.ALWAYS || secure == Secure.AUTO && tls ? "; Secure" : "")
        + "; SameSite=" + sameSite.attribute()
        + (partitioned ? "; Partitioned" : "");
  }
}
