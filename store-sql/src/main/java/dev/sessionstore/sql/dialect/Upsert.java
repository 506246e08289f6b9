package dev.sessionstore.sql.dialect;

/**
 * A statement that inserts or replaces a row atomically (SET-1).
 *
 * @param text the statement, with {@code :name} parameters
 * @param returnsTimes whether it returns created_at and expires as stored; if not, a look-up
 *   follows
 */
public record Upsert(String text, boolean returnsTimes) {}
