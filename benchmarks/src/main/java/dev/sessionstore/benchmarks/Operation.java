package dev.sessionstore.benchmarks;

import java.util.Locale;

/** What is measured. */
enum Operation {
  /** A new session of the payload. */
  CREATE("create"),
  /** A session by id. */
  GET("get"),
  /** What a read-only request costs: get, then note the access. */
  REQUEST("request"),
  /** Get, change one attribute, store. */
  CHANGE("change + save"),
  /** A change that cannot lose another's, in one call. */
  UPDATE("update"),
  /** Slide the expiry, by id. */
  TOUCH("touch"),
  /** Another id for the same session. */
  ROTATE("rotate"),
  /** Remove, by id. */
  DESTROY("destroy"),
  /** The ten sessions of one user. */
  FIND_BY("findBy"),
  /** Remove what is dead, as much as there is of it among as many live ones. Counted by the row. */
  SWEEP("sweep, rows");

  private final String label;

  Operation(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** {@return the method of {@link StoreBenchmark}} */
  String method() {
    return name().toLowerCase(Locale.ROOT);
  }
}
