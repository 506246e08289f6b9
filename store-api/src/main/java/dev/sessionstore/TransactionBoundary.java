package dev.sessionstore;

import java.util.function.Supplier;

/**
 * Runs an operation outside the caller's transaction, for DataSources that enlist by themselves
 * (TX-3).
 */
@FunctionalInterface
public interface TransactionBoundary {

  /** No boundary: right for every plain DataSource. */
  TransactionBoundary NONE = new TransactionBoundary() {
    @Override
    public <T> T outside(Supplier<T> operation) {
      return operation.get();
    }
  };

  /**
   * Suspends what is open, runs, resumes.
   *
   * @param operation one row operation
   * @param <T> the type of its result
   * @return its result
   */
  <T> T outside(Supplier<T> operation);
}
