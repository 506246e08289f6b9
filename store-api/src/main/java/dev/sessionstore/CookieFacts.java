package dev.sessionstore;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session's cookie, stored with the session. The store does not use them. Null:
 * not specified.
 *
 * @param path the cookie's path
 * @param domain the cookie's domain
 * @param httpOnly whether the cookie is hidden from scripts
 * @param secure whether the cookie is sent over TLS only
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 */
public record CookieFacts(@Nullable String path, @Nullable String domain, @Nullable Boolean httpOnly,
    @Nullable Boolean secure, @Nullable String sameSite) {

  /**
   * Rejects what would break out of a {@code Set-Cookie} header.
   *
   * @param path visible ASCII and spaces, no semicolon
   * @param domain visible ASCII and spaces, no semicolon
   * @param httpOnly whether the cookie is hidden from scripts
   * @param secure whether the cookie is sent over TLS only
   * @param sameSite {@code Strict}, {@code Lax} or {@code None}, in any letter case
   * @throws IllegalArgumentException when a value is not allowed
   */
  public CookieFacts {
    requireHarmless("path", path);
    requireHarmless("domain", domain);
    if (sameSite != null) {
      sameSite = switch (sameSite.toLowerCase(Locale.ROOT)) {
        case "strict" -> "Strict";
        case "lax" -> "Lax";
        case "none" -> "None";
        default ->
          throw new IllegalArgumentException("The cookie's sameSite is unknown; give Strict, Lax, None or null.");
      };
    }
  }

  private static void requireHarmless(String what, @Nullable String value) {
    if (value != null && !value.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';')) {
      throw new IllegalArgumentException("The cookie's " + what
          + " has a character that no cookie header may hold; give ASCII without control characters and semicolons.");
    }
  }

  /** {@return whether nothing is specified, which is the same as no facts} */
  public boolean isEmpty() {
    return path == null && domain == null && httpOnly == null && secure == null && sameSite == null;
  }
}
