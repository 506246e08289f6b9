package dev.sessionstore;

import java.time.Duration;

/**
 * What one sweep did (SWEEP-1).
 *
 * @param deleted rows this sweep deleted
 * @param batches statements that deleted something
 * @param took by the store's clock
 */
public record SweepResult(long deleted, int batches, Duration took) {}
