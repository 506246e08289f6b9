package dev.sessionstore;

import java.util.function.Supplier;

/**
 * Runs an operation outside the caller's transaction, for DataSources that enlist by themselves
 * (TX-3).
 */
@FunctionalInterface
public interface TransactionBoundary {

  /** Runs operations as they are, which is right for every plain DataSource. */
  TransactionBoundary NONE = new TransactionBoundary() {
    @Override
    public <T> T outside(Supplier<T> operation) {
      return operation.get();
    }
  };

  /**
   * Suspends an open transaction, runs an operation, and resumes the transaction.
   *
   * @param operation one row operation
   * @param <T> the type of its result
   * @return its result
   */
  <T> T outside(Supplier<T> operation);
}
