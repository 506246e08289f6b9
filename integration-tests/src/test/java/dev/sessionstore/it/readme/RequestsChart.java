package dev.sessionstore.it.readme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One chart of the benchmarks' figures: a read-only request against each peer, on PostgreSQL.
 */
final class RequestsChart {

  private static final Pattern ROW = Pattern.compile(
      "(?m)^\\| peers: request against ([^|]+) \\| ([^|]+) \\| PostgreSQL \\| [^|]+ \\| [^|]+ \\| ([0-9.]+) \\|");
  private static final Pattern DATE = Pattern.compile("(?m)^- Date: (.+)$");
  private static final List<String> COLOURS = List.of("#1f6fae", "#2ca87a", "#7b4fa6", "#b5651d", "#555555");

  private static final String HEAD = """
      <svg xmlns="http://www.w3.org/2000/svg" width="640" height="HEIGHT" viewBox="0 0 640 HEIGHT"
          font-family="sans-serif" font-size="12">
        <rect width="100%" height="100%" fill="#ffffff"/>
        <text x="8" y="22" font-size="14" font-weight="bold" fill="#222222">\
      Read-only requests a second, as a multiple of each other store's (PostgreSQL, 1 KB)</text>
      """;

  private static final int LEFT = 210;
  private static final int SCALE = 66;
  private static final int BAR = 16;
  private static final int GAP = 12;
  private static final int TOP = 42;

  private RequestsChart() {}

  /** {@return the chart as SVG; {@code results}: the text of RESULTS.md} */
  static String of(String results) {
    Map<String, Map<String, String>> peers = new LinkedHashMap<>();
    for (Matcher row = ROW.matcher(results); row.find();) {
      Map<String, String> stores = peers.computeIfAbsent(row.group(1), peer -> new LinkedHashMap<>());
      stores.put(row.group(2), row.group(3));
    }
    Matcher date = DATE.matcher(results);
    if (peers.isEmpty() || !date.find()) {
      throw new IllegalArgumentException("RESULTS.md has no date or no rows \"peers: request against\" for PostgreSQL; "
          + "only the long form of the benchmarks writes them: commit its.");
    }
    StringBuilder bars = new StringBuilder();
    int y = TOP;
    for (Map.Entry<String, Map<String, String>> peer : peers.entrySet()) {
      bars.append(text(8, y + peer.getValue().size() * BAR / 2 + 4, "start", peer.getKey()));
      int drawn = 0;
      for (Map.Entry<String, String> store : peer.getValue().entrySet()) {
        int length = (int) Math.round(Double.parseDouble(store.getValue()) * SCALE);
        bars.append(text(LEFT - 8, y + 12, "end", store.getKey()));
        bars.append(bar(y, length, COLOURS.get(drawn++ % COLOURS.size())));
        bars.append(text(LEFT + length + 6, y + 12, "start", store.getValue()));
        y += BAR;
      }
      y += GAP;
    }
    return HEAD.replace("HEIGHT", String.valueOf(y + 30)) + bars + one(y - GAP + 4)
        + text(LEFT + SCALE, y + 6, "middle", "1 = the other store")
        + text(8, y + 22, "start", "One thread, in turns within one JVM, " + date.group(1)
            + "; figures from benchmarks/RESULTS.md")
        + "</svg>\n";
  }

  private static String bar(int y, int length, String colour) {
    return String.format(Locale.ROOT, "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
        LEFT, y, length, BAR - 2, colour);
  }

  private static String one(int bottom) {
    return String.format(Locale.ROOT,
        "  <line x1=\"%d\" y1=\"%d\" x2=\"%1$d\" y2=\"%d\" stroke=\"#c0392b\" stroke-dasharray=\"3 2\"/>\n",
        LEFT + SCALE, TOP - 6, bottom);
  }

  private static String text(int x, int y, String anchor, String text) {
    return String.format(Locale.ROOT,
        "  <text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#222222\">%s</text>\n", x, y, anchor, text);
  }
}
