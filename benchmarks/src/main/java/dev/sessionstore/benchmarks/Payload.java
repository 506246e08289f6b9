package dev.sessionstore.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same four attributes for all sessions: texts, a number, a list; sized by their JSON.
 */
final class Payload {

  private static final String FILLER = "The quick brown fox jumps over the lazy dog. ";

  private final int bytes;

  /**
   * Constructs a payload.
   *
   * @param bytes the approximate size of the JSON; at least 100
   */
  Payload(int bytes) {
    this.bytes = bytes;
  }

  /** {@return attributes that Java can serialize too} */
  Map<String, Object> attributes(String user) {
    ArrayList<Object> basket = new ArrayList<>();
    int left = bytes - 100;
    for (int item = 0; left > bytes / 2; item++) {
      String text = "article-" + (100_000 + item) + "-of-some-name";
      basket.add(text);
      left -= text.length() + 3;
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("user", user);
    attributes.put("visits", 1L);
    attributes.put("basket", basket);
    attributes.put("note", FILLER.repeat(left / FILLER.length() + 1).substring(0, Math.max(left, 0)));
    return attributes;
  }

  /** {@return the JSON of these attributes, for contestants without a codec} */
  String json(String user) {
    Map<String, Object> attributes = attributes(user);
    StringBuilder basket = new StringBuilder();
    for (Object item : (List<?>) attributes.getOrDefault("basket", List.of())) {
      basket.append(basket.isEmpty() ? "" : ",").append('"').append(item).append('"');
    }
    return "{\"cookie\":{\"originalMaxAge\":null,\"expires\":\"2100-01-01T00:00:00Z\"},\"user\":\"" + user
        + "\",\"visits\":1,\"basket\":[" + basket + "],\"note\":\"" + attributes.get("note") + "\"}";
  }
}
