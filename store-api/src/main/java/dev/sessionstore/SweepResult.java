package dev.sessionstore;

import java.time.Duration;

/**
 * The result of one sweep (SWEEP-1).
 *
 * @param deleted the number of rows this sweep deleted
 * @param batches the number of statements that deleted something
 * @param took the duration by the store's clock
 */
public record SweepResult(long deleted, int batches, Duration took) {}
