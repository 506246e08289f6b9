package dev.sessionstore.examples.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of HTML. Values put into it are escaped unless they are Markup, so that a visitor's text
 * cannot become markup.
 *
 * @param html well-formed HTML
 */
record Markup(String html) {

  static final Markup NONE = new Markup("");
  private static final String HOLE = "{}";

  /**
   * @param template HTML of the program, with {@code {}} for each value; attributes in double
   *   quotes
   * @param values the values, escaped unless they are Markup
   */
  static Markup of(String template, Object... values) {
    StringBuilder html = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf(HOLE, from);
      if (hole < 0) {
        throw new IllegalArgumentException("The template has fewer holes than values: " + template);
      }
      html.append(template, from, hole)
          .append(value instanceof Markup markup ? markup.html : escaped(value.toString()));
      from = hole + HOLE.length();
    }
    if (template.indexOf(HOLE, from) >= 0) {
      throw new IllegalArgumentException("The template has more holes than values: " + template);
    }
    return new Markup(html.append(template, from, template.length()).toString());
  }

  static Markup all(Stream<Markup> pieces) {
    return new Markup(pieces.map(Markup::html).collect(Collectors.joining()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
