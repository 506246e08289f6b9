package dev.sessionstore.examples.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name of a browser for people, by its user agent. Only meant to distinguish a user's devices.
 */
final class Browser {

  static final String UNKNOWN = "An unknown browser";

  /**
   * The first match counts, since Edge's user agent contains Chrome, and Chrome's contains Safari.
   */
  private static final Map<String, String> PROGRAMS = inOrder(
      "edg", "Edge", "opr/", "Opera", "firefox/", "Firefox", "fxios/", "Firefox", "crios/", "Chrome",
      "headlesschrome/", "Chrome (headless)", "chrome/", "Chrome", "safari/", "Safari",
      "java-http-client/", "A Java program", "curl/", "curl");
  private static final Map<String, String> SYSTEMS = inOrder(
      "iphone", "iPhone", "ipad", "iPad", "android", "Android", "windows", "Windows", "mac os", "macOS", "cros",
      "ChromeOS",
      "linux", "Linux");

  private Browser() {}

  static String name(@Nullable String userAgent) {
    String text = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
    String system = first(SYSTEMS, text, "");
    return first(PROGRAMS, text, UNKNOWN) + (system.isEmpty() ? "" : " on " + system);
  }

  private static String first(Map<String, String> names, String text, String otherwise) {
    return names.entrySet()
        .stream()
        .filter(each -> text.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  private static Map<String, String> inOrder(String... marksAndNames) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < marksAndNames.length; i += 2) {
      names.put(marksAndNames[i], marksAndNames[i + 1]);
    }
    return names;
  }
}
