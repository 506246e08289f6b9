package dev.sessionstore;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a builder's settings from properties (SWAP-2). Messages never quote a value: one is a
 * password, another may contain one.
 */
final class StoreProperties {

  private static final String PREFIX = "sessionstore.";

  private static final Map<String, Reader> PLACE = new TreeMap<>(Map.of(
      "url", (b, key, text) -> b.url(notBlank(key, text, "a JDBC URL")),
      "user", (b, key, text) -> b.user(text),
      "password", (b, key, text) -> b.password(text),
      "backend", (b, key, text) -> b.backend(notBlank(key, text, "a backend's name, such as hibernate")),
      "createTable", (b, key, text) -> b.createTable(flag(key, text))));

  private static final Map<String, OptionReader> OPTIONS = new TreeMap<>(Map.ofEntries(
      Map.entry("expiration", (o, key, text) -> o.expiration(duration(key, text))),
      Map.entry("absoluteLifetime",
          (o, key, text) -> o.absoluteLifetime(text.equalsIgnoreCase("none") ? null : duration(key, text))),
      Map.entry("checkExpirationInterval", (o, key, text) -> o.checkExpirationInterval(duration(key, text))),
      Map.entry("disableTouch", (o, key, text) -> o.disableTouch(flag(key, text))),
      Map.entry("touchInterval", (o, key, text) -> o.touchInterval(duration(key, text))),
      Map.entry("tableName", (o, key, text) -> o.tableName(text)),
      Map.entry("sweepBatch", (o, key, text) -> o.sweepBatch(number(key, text))),
      Map.entry("sweepGrace", (o, key, text) -> o.sweepGrace(duration(key, text))),
      Map.entry("maxDataBytes", (o, key, text) -> o.maxDataBytes(number(key, text))),
      Map.entry("updateTimeout", (o, key, text) -> o.updateTimeout(duration(key, text))),
      Map.entry("lookUpBatch", (o, key, text) -> o.lookUpBatch(number(key, text))),
      Map.entry("idHashing", (o, key, text) -> o.idHashing(hashing(key, text))),
      Map.entry("onUnreadable", (o, key, text) -> o.onUnreadable(mode(key, text)))));

  private StoreProperties() {}

  private interface Reader {
    void read(SessionStore.Builder builder, String key, String text);
  }

  private interface OptionReader {
    void read(SessionStoreOptions.Builder options, String key, String text);
  }

  static void read(Properties properties, SessionStore.Builder into) {
    for (Object key : properties.keySet()) {
      if (key instanceof String name && name.startsWith(PREFIX) && properties.getProperty(name) == null) {
        throw new IllegalArgumentException(
            "The property " + name + " is not a String; set it by setProperty, as text.");
      }
    }
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(PREFIX)) {
        read(key, properties.getProperty(key, ""), into);
      }
    }
  }

  private static void read(String key, String text, SessionStore.Builder into) {
    String name = key.substring(PREFIX.length());
    Reader place = PLACE.get(name);
    OptionReader option = OPTIONS.get(name);
    if (place != null) {
      place.read(into, key, text);
    } else if (option != null) {
      into.options(o -> option.read(o, key, text.strip()));
    } else {
      throw new IllegalArgumentException("The property " + key + " is unknown; known are " + known() + ".");
    }
  }

  private static String known() {
    TreeSet<String> names = new TreeSet<>(PLACE.keySet());
    names.addAll(OPTIONS.keySet());
    return names.stream().map(PREFIX::concat).collect(Collectors.joining(", "));
  }

  private static IllegalArgumentException misfit(String key, String wanted, @Nullable Exception cause) {
    return new IllegalArgumentException("The property " + key + " cannot be read; write " + wanted + ".", cause);
  }

  private static String notBlank(String key, String text, String wanted) {
    if (text.isBlank()) {
      throw misfit(key, wanted + ", or leave the key out", null);
    }
    return text.strip();
  }

  private static Duration duration(String key, String text) {
    try {
      return text.matches("-?[0-9]+") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw misfit(key, "an ISO-8601 duration such as PT24H, or whole milliseconds", e);
    }
  }

  private static int number(String key, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw misfit(key, "a whole number", e);
    }
  }

  private static boolean flag(String key, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw misfit(key, "true or false", null);
    };
  }

  private static IdHashing hashing(String key, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "sha-256" -> IdHashing.sha256();
      case "none" -> IdHashing.none();
      default -> throw misfit(key, "SHA-256 or none; a function of your own is given in code", null);
    };
  }

  private static OnUnreadable mode(String key, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "discard" -> OnUnreadable.DISCARD;
      case "fail" -> OnUnreadable.FAIL;
      default -> throw misfit(key, "discard or fail", null);
    };
  }
}
