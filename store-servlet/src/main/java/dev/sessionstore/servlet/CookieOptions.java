package dev.sessionstore.servlet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder has gathered about the cookie. Not thread-safe. */
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

  /** Each refusal an IllegalArgumentException. */
  SessionCookie build() {
    return new SessionCookie(name, path, domain, httpOnly, secure, sameSite, partitioned, proxy,
        new CookieSigner(secrets));
  }
}
