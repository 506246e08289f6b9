package dev.sessionstore.tck;

import java.time.Instant;

/** EXPIRY-5: every rule holds in 2100 too. */
class InMemoryIn2100TckTest extends InMemoryTckTest {

  @Override
  protected Instant epoch() {
    return Instant.parse("2100-02-28T23:00:00Z");
  }
}
