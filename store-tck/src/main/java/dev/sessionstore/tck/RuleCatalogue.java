package dev.sessionstore.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contract's rules, read from {@code rules.md} beside this class. Immutable. */
public final class RuleCatalogue {

  private static final String FILE = "rules.md";
  /** The anchor is for links to the rule. */
  private static final Pattern LINE = Pattern.compile(
      "- (?:<a id=\"[^\"]*\"></a>)?\\*\\*(([A-Z]+)-\\d+)\\*\\*( °)?( ‡)? (.+)");
  /** Where the opposite was seen: readers of a failure do not need it. */
  private static final Pattern ORIGIN = Pattern.compile("\\s*\\[[^\\]]*\\]");

  private final Map<String, Entry> entries;

  private RuleCatalogue(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * One rule.
   *
   * @param id such as GET-2
   * @param group such as GET
   * @param sentence what it demands
   * @param stochastic whether chance adds a tier of tests to the deterministic ones
   * @param outside whether it is proved outside the kit
   */
  public record Entry(String id, String group, String sentence, boolean stochastic, boolean outside) {}

  /**
   * Reads the kit's own catalogue.
   *
   * @return all rules, in order
   * @throws IllegalStateException when the file is missing, or lists a rule twice
   */
  public static RuleCatalogue load() {
    try (InputStream file = RuleCatalogue.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            "The kit's " + FILE + " is not on the class path; keep it beside RuleCatalogue when repackaging.");
      }
      Map<String, Entry> found = new LinkedHashMap<>();
      BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher rule = LINE.matcher(line);
        if (rule.matches()) {
          Entry entry = new Entry(rule.group(1), rule.group(2), ORIGIN.matcher(rule.group(5))
              .replaceAll(""), rule.group(3) != null, rule.group(4) != null);
          if (found.put(entry.id(), entry) != null) {
            throw new IllegalStateException(
                "The kit's " + FILE + " lists " + entry.id() + " twice; give one another number.");
          }
        }
      }
      return new RuleCatalogue(found);
    } catch (IOException e) {
      throw new UncheckedIOException("The kit's " + FILE + " cannot be read.", e);
    }
  }

  /** {@return all rules, in order} */
  public Collection<Entry> rules() {
    return entries.values();
  }

  /** {@return all ids, in order} */
  public Set<String> ids() {
    return entries.keySet();
  }

  /**
   * Finds one.
   *
   * @param id such as GET-2
   * @return the rule, or empty
   */
  public Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** "GET-2: Dead at its deadline, …", as failures begin. */
  String quote(String id) {
    return id + ": " + find(id).map(Entry::sentence).orElse("(not in the catalogue)");
  }
}
