package dev.sessionstore;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the session's cookie looks like; stored with it, judged by nobody here. Null: not said.
 *
 * @param path the cookie's path
 * @param domain the cookie's domain
 * @param httpOnly hidden from scripts
 * @param secure sent over TLS only
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 */
public record CookieFacts(@Nullable String path, @Nullable String domain, @Nullable Boolean httpOnly,
    @Nullable Boolean secure, @Nullable String sameSite) {

  /**
   * Refuses what would break out of a {@code Set-Cookie} header.
   *
   * @param path visible ASCII and spaces, no semicolon
   * @param domain visible ASCII and spaces, no semicolon
   * @param httpOnly hidden from scripts
   * @param secure sent over TLS only
   * @param sameSite {@code Strict}, {@code Lax} or {@code None}, in any letter case
   * @throws IllegalArgumentException when one does not fit
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

  /** {@return whether none of them is said: the same as no facts} */
  public boolean isEmpty() {
    return path == null && domain == null && httpOnly == null && secure == null && sameSite == null;
  }
}
