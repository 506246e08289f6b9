package dev.sessionstore.it.swap;

import dev.sessionstore.SessionStore;
import java.util.Map;

/**
 * An application that names no backend. Prints what it read back, or the message of the exception.
 */
final class OpensAndReads {

  private OpensAndReads() {}

  public static void main(String[] none) {
    try {
      System.out.println(userReadBack());
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }

  static String userReadBack() {
    try (SessionStore store = SessionStore.builder().url("jdbc:h2:mem:").createTable(true).open()) {
      return store.get(store.create(Map.of("user", "ada")).id()).orElseThrow().getString("user", "nobody");
    }
  }
}
