package dev.sessionstore.sql.dialect;

/** What a database's failure means. */
public enum SqlError {
  /** The key is taken. */
  DUPLICATE_KEY,
  /** A deadlock, lock timeout or serialisation failure: rolled back, may be repeated. */
  RETRYABLE,
  /** The connection broke, or the server ended it: a write's outcome is unknown. */
  CONNECTION_LOST,
  /** The driver stopped waiting and said no more: a write's outcome is unknown. */
  TIMED_OUT,
  /** A table or index that another node has just made. */
  ALREADY_EXISTS,
  /** The table does not exist. */
  MISSING_TABLE,
  /** Something else that the database refused: nothing was done. */
  OTHER,
  /** No failure of the database at all. */
  FOREIGN
}
