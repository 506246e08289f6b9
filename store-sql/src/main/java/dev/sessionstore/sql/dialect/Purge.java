package dev.sessionstore.sql.dialect;

/**
 * A statement that deletes at most {@code :limit} rows dead by {@code :deadline}, re-checked as
 * they are deleted (SWEEP-2, SWEEP-3).
 *
 * @param text with {@code :name} marks
 * @param returnsReached whether it begins at {@code :from} and returns {@code removed} and
 *   {@code reached}; if not, it returns a count
 */
public record Purge(String text, boolean returnsReached) {}
