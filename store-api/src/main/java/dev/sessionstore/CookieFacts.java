package dev.sessionstore;

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
public record CookieFacts(@Nullable String path, @Nullable String domain, @Nullable Boolean httpOnly, @Nullable Boolean secure, @Nullable String sameSite) {}
