package dev.sessionstore.examples.web;

import dev.sessionstore.SessionStore;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Shows the store's figures. */
@SuppressWarnings("serial") // never serialised
final class FiguresServlet extends HttpServlet {

  static final Layout.Page PAGE = new Layout.Page("/figures", "Figures");

  private final Layout layout;
  private final SessionStore store;
  private final Figures figures;

  FiguresServlet(Layout layout, SessionStore store, Figures figures) {
    this.layout = layout;
    this.store = store;
    this.figures = figures;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Visitor visitor = Visitor.signedIn(request);
    Stream<Figures.Figure> tiles =
        Stream.concat(Stream.of(new Figures.Figure("Live sessions", store.length())), figures.main().stream());
    layout.send(response, PAGE.name(), PAGE.path(), visitor, Markup.of("""
        <p class="lead">Live sessions are counted in the table; the rest since this program started.</p>
        <dl class="tiles">
        {}</dl>
        <h2 id="events">What became of sessions</h2>
        <table class="card" aria-labelledby="events">
        <thead><tr><th scope="col">Event</th><th scope="col" class="sum">Times</th></tr></thead>
        <tbody>
        {}</tbody></table>
        """, all("<div class=\"card\"><dt>{}</dt><dd>{}</dd></div>\n", tiles.toList()),
        all("<tr><th scope=\"row\">{}</th><td class=\"sum\">{}</td></tr>\n", figures.events())));
  }

  private static Markup all(String template, List<Figures.Figure> figures) {
    return Markup.all(figures.stream().map(figure -> Markup.of(template, figure.name(), figure.value())));
  }
}
