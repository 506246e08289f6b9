package dev.sessionstore;

import java.time.Instant;

/**
 * A session as a list shows it: a handle in place of the id (LIST-3).
 *
 * @param handle names the row
 * @param attributes its values
 * @param createdAt first write
 * @param updatedAt last write of any kind, touch included
 * @param expiresAt dead from then on
 */
public record StoredSession(SessionHandle handle, Attributes attributes, Instant createdAt, Instant updatedAt,
    Instant expiresAt) {}
