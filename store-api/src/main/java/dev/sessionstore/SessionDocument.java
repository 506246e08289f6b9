package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * The content of a document.
 *
 * @param attributes the values
 * @param cookie the cookie facts, or null
 * @param maxAge the session's own idle time in milliseconds, for other readers; null when decoded
 *   (EXPIRY-6)
 * @param expires epoch milliseconds, for other readers; 0 when decoded (EXPIRY-6)
 */
public record SessionDocument(Attributes attributes, @Nullable CookieFacts cookie, @Nullable Long maxAge,
    long expires) {}
