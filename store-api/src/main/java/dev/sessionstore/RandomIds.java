package dev.sessionstore;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Generates ids of 192 random bits, URL-safe (ID-3). Thread-safe. */
final class RandomIds implements Supplier<String> {

  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] bits = new byte[24];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
