package dev.sessionstore;

import java.time.Instant;

/**
 * A session in a listing, with a handle instead of the id (LIST-3).
 *
 * @param handle identifies the session
 * @param attributes its values
 * @param createdAt the time of the first write
 * @param updatedAt the time of the last write of any kind, touch included
 * @param expiresAt the time of its expiry
 */
public record StoredSession(SessionHandle handle, Attributes attributes, Instant createdAt, Instant updatedAt,
    Instant expiresAt) {}
