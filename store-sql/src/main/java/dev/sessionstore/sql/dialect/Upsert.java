package dev.sessionstore.sql.dialect;

/**
 * A statement that inserts or replaces in one decision (SET-1).
 *
 * @param text with {@code :name} marks
 * @param returnsTimes whether it returns created_at and expires as stored; if not, a look-up
 *   follows
 */
public record Upsert(String text, boolean returnsTimes) {}
