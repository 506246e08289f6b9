package dev.sessionstore.benchmarks;

import java.util.Locale;

/** The operations that are measured. */
enum Operation {
  /** Create a session with the payload. */
  CREATE("create"),
  /** Get a session by id. */
  GET("get"),
  /** A read-only request: get a session, then record the access. */
  REQUEST("request"),
  /** Get a session, change one attribute, store. */
  CHANGE("change + save"),
  /** Change a session in one call that loses no other change. */
  UPDATE("update"),
  /** Slide the expiry, by id. */
  TOUCH("touch"),
  /** Give a session another id. */
  ROTATE("rotate"),
  /** Remove, by id. */
  DESTROY("destroy"),
  /** Find the ten sessions of one user. */
  FIND_BY("findBy"),
  /** Remove all expired rows, among as many live ones. Counted by row. */
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
