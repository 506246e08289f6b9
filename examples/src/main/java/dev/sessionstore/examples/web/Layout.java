package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The common part of all pages. */
final class Layout {

  private static final String PAGE = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>{} · Corner Shop</title>
      <link rel="stylesheet" href="/app.css">
      <link rel="icon" href="/icon.svg" type="image/svg+xml">
      </head>
      <body>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="bar"><div class="wide">
      <a class="brand" href="/">Corner Shop</a>
      {}
      </div></header>
      <main id="main" class="wide" tabindex="-1">
      <h1>{}</h1>
      {}
      </main>
      <footer class="wide"><p>An example of SQL session stores for the JVM. Sessions are kept through {}.</p></footer>
      </body>
      </html>
      """;

  private final String backend;

  Layout(String backend) {
    this.backend = backend;
  }

  /**
   * @param title the title of the window and of the page
   * @param here the path of this page, to mark it in the navigation
   * @param visitor the visitor; null: no navigation
   * @param content the page's own content
   */
  void send(HttpServletResponse response, String title, String here, @Nullable Visitor visitor, Markup content)
      throws IOException {
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    Markup navigation = visitor == null ? Markup.NONE : navigation(visitor, here);
    response.getWriter().write(Markup.of(PAGE, title, navigation, title, content, backend).html());
  }

  private static Markup navigation(Visitor visitor, String here) {
    Stream<Markup> links = List.of(ShopServlet.PAGE, DevicesServlet.PAGE, FiguresServlet.PAGE).stream()
        .map(page -> Markup.of("<li><a href=\"{}\"{}>{}</a></li>\n", page.path(),
            page.path().equals(here) ? Markup.of(" aria-current=\"page\"") : Markup.NONE, page.name()));
    return Markup.of("""
        <nav aria-label="Pages"><ul>
        {}</ul></nav>
        <p class="who">Signed in as <strong>{}</strong></p>
        """, Markup.all(links), visitor.name());
  }

  /**
   * A page of the navigation.
   *
   * @param path its path
   * @param name its name in the navigation
   */
  record Page(String path, String name) {}

  /** Returns a form that is one button. */
  static Markup button(String action, String token, String name, String value, String style, Markup label) {
    return Markup.of("""
        <form method="post" action="{}"><input type="hidden" name="{}" value="{}"><button class="{}" name="{}" value="{}">{}</button></form>
        """, action, FormToken.NAME, token, style, name, value, label);
  }

  /** Returns a notice of what has been done, which screen readers announce. */
  static Markup notice(String text) {
    return text.isEmpty() ? Markup.NONE : Markup.of("<p class=\"notice\" role=\"status\">{}</p>\n", text);
  }
}
