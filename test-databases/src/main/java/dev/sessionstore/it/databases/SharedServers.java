package dev.sessionstore.it.databases;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts at most one server of each product per JVM. One that did not start is not tried again:
 * each test that needs it fails with the first cause.
 */
final class SharedServers {

  private static final Map<ServerProduct, Slot> SLOTS = new EnumMap<>(ServerProduct.class);

  static {
    for (ServerProduct product : ServerProduct.values()) {
      SLOTS.put(product, new Slot(product));
    }
  }

  private SharedServers() {}

  static DatabaseServer get(ServerProduct product) {
    return SLOTS.get(product).get();
  }

  private static final class Slot {

    private final ServerProduct product;
    private @Nullable DatabaseServer server;
    private @Nullable AssertionError failure;

    Slot(ServerProduct product) {
      this.product = product;
    }

    synchronized DatabaseServer get() {
      if (failure != null) {
        throw failure;
      }
      if (server == null) {
        try {
          server = open();
        } catch (AssertionError e) {
          failure = e;
          throw e;
        }
      }
      return server;
    }

    private DatabaseServer open() {
      String property = product.property();
      String url = System.getProperty(property);
      if (url == null || url.isBlank()) {
        return DatabaseServer.own(product); // its process ends with the JVM
      }
      String stem = property.substring(0, property.length() - "url".length());
      return DatabaseServer.given(product, url, System.getProperty(stem + "user", ""),
          System.getProperty(stem + "password", ""));
    }
  }
}
