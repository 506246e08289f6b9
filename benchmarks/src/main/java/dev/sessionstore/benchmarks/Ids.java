package dev.sessionstore.benchmarks;

import java.util.UUID;

/** Ids that every contestant accepts: 36 characters, spread over the key space. */
final class Ids {

  private Ids() {}

  /** {@return the id of the n-th session} */
  static String of(int number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    return new UUID(mixed ^ mixed >>> 27, number).toString();
  }

  /** {@return the user of the n-th session; each user has ten} */
  static String userOf(int number) {
    return "user-" + number / 10;
  }
}
