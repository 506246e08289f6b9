package dev.sessionstore.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Formats rows of cells for a terminal or as Markdown: the first columns are words, aligned left,
 * the others numbers, aligned right.
 */
final class TextTable {

  private final int words;
  private final List<String[]> rows = new ArrayList<>();

  TextTable(int words, String... head) {
    this.words = words;
    rows.add(head);
  }

  void add(String... cells) {
    rows.add(cells);
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  String markdown() {
    String[] rule = new String[rows.get(0).length];
    Arrays.setAll(rule, column -> column < words ? "---" : "---:");
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
    lines.add(1, "| " + String.join(" | ", rule) + " |");
    return String.join("\n", lines) + "\n";
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).length];
    rows.forEach(row -> Arrays.setAll(widths, column -> Math.max(widths[column], row[column].length())));
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        String gap = String.join("", Collections.nCopies(widths[column] - row[column].length(), " "));
        text.append(column == 0 ? "" : "  ").append(column < words ? row[column] + gap : gap + row[column]);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
