package dev.sessionstore.sql.dialect;

/**
 * A statement that deletes at most {@code :limit} rows expired by {@code :deadline}, checking that
 * again as it deletes them (SWEEP-2, SWEEP-3).
 *
 * @param text the statement, with {@code :name} parameters
 * @param returnsReached whether it starts at {@code :from} and returns {@code removed} and
 *   {@code reached}; if not, it returns a count
 */
public record Sweep(String text, boolean returnsReached) {}
