package dev.sessionstore.servlet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cookie's options while a filter is built. Not thread-safe. */
final class CookieOptions {

  String name = "sid";
  String path = "/";
  @Nullable String domain;
  boolean httpOnly = true;
  Secure secure = Secure.AUTO;
  SameSite sameSite = SameSite.LAX;
  boolean partitioned;
  boolean proxy;
  List<String> secrets = List.of();

  /** Throws IllegalArgumentException when an option cannot be used. */
  SessionCookie build() {
    return new SessionCookie(name, path, domain, httpOnly, secure, sameSite, partitioned, proxy,
        new CookieSigner(secrets));
  }
}
