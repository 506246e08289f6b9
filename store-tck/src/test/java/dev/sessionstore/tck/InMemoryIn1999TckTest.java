package dev.sessionstore.tck;

import java.time.Instant;

/** EXPIRY-5: every rule holds in 1999 too. */
class InMemoryIn1999TckTest extends InMemoryTckTest {

  @Override
  protected Instant epoch() {
    return Instant.parse("1999-12-31T23:59:59.999Z");
  }
}
