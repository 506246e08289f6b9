package dev.sessionstore;

import org.jspecify.annotations.Nullable;

/**
 * What a document holds.
 *
 * @param attributes the values
 * @param cookie cookie facts, if any
 * @param maxAge own idle time in milliseconds, written for readers, null when read back (EXPIRY-6)
 * @param expires epoch milliseconds, written for readers, 0 when read back (EXPIRY-6)
 */
public record SessionDocument(Attributes attributes, @Nullable CookieFacts cookie, @Nullable Long maxAge,
    long expires) {}
