package dev.sessionstore.tck;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The seed of all races of a harness: how it is given and printed. */
final class Seed {

  /** System property or JUnit configuration parameter: a long. */
  static final String PROPERTY = "sessionstore.tck.seed";

  private Seed() {}

  /** {@return the seed that was given, else a random one} */
  static long of(Optional<String> given) {
    if (given.isEmpty()) {
      return ThreadLocalRandom.current().nextInt(1_000_000_000);
    }
    try {
      return Long.parseLong(given.get().strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PROPERTY + " is \"" + given.get()
          + "\"; write a whole number such as 42, or leave it out to have one drawn.", e);
    }
  }

  /** {@return the line that says how to draw the same again} */
  static String told(long seed) {
    return "seed: " + seed + " (set " + PROPERTY
        + " to it to draw the same again; how threads are scheduled cannot be repeated)";
  }
}
