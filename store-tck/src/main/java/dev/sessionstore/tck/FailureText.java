package dev.sessionstore.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What a failure says: each rule broken and its sentence, then what was expected and seen, then
 * where to look.
 *
 * <pre>
 * TOUCH-2: Gone: false or empty, nothing created. Dead: the same, stays dead.
 * ==&gt; TOUCH-2: the dead stay dead ==&gt; expected: &lt;false&gt; but was: &lt;true&gt;
 * look at: `expires &gt; now` in the condition of `touch`; it may never insert
 * </pre>
 */
final class FailureText {

  private static final String SEEN = "\n==> ";
  private static final String LOOK = "\nlook at: ";
  private static final Pattern SEVERAL = Pattern.compile("\\(\\d+ failures?\\)$");
  private static final Pattern RULE = Pattern.compile("^([A-Z]+-\\d+): ", Pattern.MULTILINE);

  private final RuleCatalogue catalogue = RuleCatalogue.load();
  private final RuleHints hints = RuleHints.load();

  /** {@return the failure of a test with its rules and hints; {@code more}: lines to end with} */
  AssertionError told(String[] rules, Throwable failure, String more) {
    String quoted = Arrays.stream(rules).map(catalogue::quote).collect(Collectors.joining("\n"));
    return taught(quoted + SEEN + said(failure), List.of(rules), failure, more);
  }

  private static String said(Throwable failure) {
    if (failure instanceof NoSuchElementException) { // an empty Optional that a rule opened
      return "expected: a session or another value, but the store returned none (" + failure + ")";
    }
    return failure instanceof AssertionError && failure.getMessage() != null
        ? failure.getMessage()
        : failure.toString();
  }

  /**
   * {@return a failure that names its rules, with their hints; any other failure as it is}
   */
  Throwable taught(Throwable failure) {
    List<String> rules = broken(failure);
    return rules.isEmpty() ? failure : taught(String.valueOf(failure.getMessage()), rules, failure, "");
  }

  /**
   * Expected and actual stay, for IDEs; the trace is the original's, so that the first line points
   * into the rule.
   */
  private AssertionError taught(String message, List<String> rules, Throwable failure, String more) {
    Set<String> hinted = new LinkedHashSet<>();
    rules.forEach(rule -> hints.find(rule).ifPresent(hinted::add));
    String text = message + hinted.stream().map(hint -> LOOK + hint).collect(Collectors.joining()) + more;
    AssertionError told =
        failure instanceof AssertionFailedError values && values.isExpectedDefined() && values.isActualDefined()
            ? new AssertionFailedError(text, values.getExpected(), values.getActual(), failure)
            : new AssertionFailedError(text, failure);
    told.setStackTrace(failure.getStackTrace());
    return told;
  }

  /**
   * {@return the rules that the failure's text begins with, and those of the failures it
   * suppresses; empty if it begins with none}
   */
  List<String> broken(Throwable failure) {
    List<String> rules = new ArrayList<>();
    String message = Objects.toString(failure.getMessage(), "");
    int end = message.indexOf(SEEN);
    if (end > 0) {
      for (Matcher rule = RULE.matcher(message.substring(0, end)); rule.find();) {
        Optional<RuleCatalogue.Entry> known = catalogue.find(rule.group(1));
        known.ifPresent(entry -> rules.add(entry.id()));
      }
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      rules.addAll(broken(suppressed));
    }
    return rules.stream().distinct().toList();
  }

  /** {@return the first line of what was seen; of several failures the first's as well} */
  static String seen(Throwable failure) {
    String message = Objects.toString(failure.getMessage(), failure.toString());
    int start = message.indexOf(SEEN);
    List<String> lines =
        message.substring(start < 0 ? 0 : start + SEEN.length()).lines().limit(2).map(String::strip).toList();
    return lines.isEmpty() ? ""
        : lines.size() == 2 && SEVERAL.matcher(lines.get(0)).find() ? lines.get(0) + ": " + lines.get(1)
        : lines.get(0);
  }
}
