package org.example;

import dev.sessionstore.Session;
import dev.sessionstore.SessionStore;
import java.util.List;
import java.util.Map;

/** Prints the backend's module and what it read back. */
public final class Main {

  /** A value of the application's own. */
  record Cart(List<String> items) {}

  private Main() {}

  public static void main(String[] backend) {
    try (SessionStore store =
        SessionStore.builder().backend(backend[0]).url("jdbc:h2:mem:").createTable(true).open()) {
      Session created = store.create(Map.of("cart", Map.of("items", List.of("book"))));
      Session read = store.get(created.id()).orElseThrow();
      System.out.println(store.getClass().getModule() + ", " + read.get("cart", Cart.class).orElseThrow());
    }
  }
}
