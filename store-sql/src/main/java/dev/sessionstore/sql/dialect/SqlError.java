package dev.sessionstore.sql.dialect;

/** What a database's failure means. */
public enum SqlError {
  /** The key is taken. */
  DUPLICATE_KEY,
  /** A deadlock, lock timeout or serialisation failure: rolled back, may be repeated. */
  RETRYABLE,
  /** The connection broke, or the server ended it: a write's outcome is unknown. */
  CONNECTION_LOST,
  /** The driver stopped waiting: a write's outcome is unknown. */
  TIMED_OUT,
  /** The table or index exists: another node has just created it. */
  ALREADY_EXISTS,
  /** The table does not exist. */
  MISSING_TABLE,
  /** Another error of the database: nothing was done. */
  OTHER,
  /** Not a failure of the database. */
  FOREIGN
}
