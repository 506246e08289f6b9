package dev.sessionstore.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kit's report of one harness.
 *
 * @param name the harness's class
 * @param database such as "H2 2.4.240", or "in memory"
 * @param rules the rules that passed, some of them in part
 * @param counts the counts of rules and tests, as the kit writes them
 */
record KitClass(String module, String name, String database, int rules, String counts) {

  private static final Pattern HARNESS = Pattern.compile("^# Session store kit: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern PLACE = Pattern.compile("^store-tck .* · Java \\S+ · ([^·(\\n]+)", Pattern.MULTILINE);
  private static final Pattern COUNTS = Pattern.compile("^((\\d+) rules passed.*)\\.$", Pattern.MULTILINE);

  static KitClass read(String module, Path file) throws IOException {
    String text = Files.readString(file);
    Matcher harness = HARNESS.matcher(text);
    Matcher place = PLACE.matcher(text);
    Matcher counts = COUNTS.matcher(text);
    if (!harness.find() || !place.find() || !counts.find()) {
      throw new IOException(file + " is no summary of the kit's, or the kit writes others than "
          + KitClass.class.getSimpleName() + " reads.");
    }
    return new KitClass(module, harness.group(1),
        place.group(1).strip().replace("no SQL database declared", "in memory").replaceFirst("-MariaDB.*", ""),
        Integer.parseInt(counts.group(2)), counts.group(1));
  }

  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
