package dev.sessionstore.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to look at when a rule fails, read from {@code hints.md} beside this class. Immutable. */
final class RuleHints {

  private static final String FILE = "hints.md";
  private static final Pattern LINE = Pattern.compile("- \\*\\*([A-Z]+(?:-\\d+)?)\\*\\* (.+)");

  private final Map<String, String> byId;

  private RuleHints(Map<String, String> byId) {
    this.byId = byId;
  }

  static RuleHints load() {
    try (InputStream file = RuleHints.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            "The kit's " + FILE + " is not on the class path; keep it beside RuleHints when repackaging.");
      }
      Map<String, String> found = new LinkedHashMap<>();
      BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher hint = LINE.matcher(line);
        if (hint.matches() && found.put(hint.group(1), hint.group(2)) != null) {
          throw new IllegalStateException("The kit's " + FILE + " has two hints for " + hint.group(1) + "; join them.");
        }
      }
      return new RuleHints(found);
    } catch (IOException e) {
      throw new UncheckedIOException("The kit's " + FILE + " cannot be read.", e);
    }
  }

  /** {@return the rule's own hint, else its group's} */
  Optional<String> find(String rule) {
    return Optional.ofNullable(byId.getOrDefault(rule, byId.get(rule.replaceFirst("-.*", ""))));
  }

  /** {@return groups and rules that have one} */
  Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }
}
