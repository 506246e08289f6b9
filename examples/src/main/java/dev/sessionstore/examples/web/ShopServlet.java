package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows the products and the cart. */
@SuppressWarnings("serial") // never serialised
final class ShopServlet extends HttpServlet {

  static final Layout.Page PAGE = new Layout.Page("/", "Shop");
  /** The path to which the buttons post. */
  static final String CART = "/cart";

  private final Layout layout;

  ShopServlet(Layout layout) {
    this.layout = layout;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Visitor visitor = Visitor.signedIn(request);
    layout.send(response, "Shop", PAGE.path(), visitor, Markup.of("""
        <div class="columns">
        <section aria-labelledby="shelf"><h2 id="shelf">On the shelf</h2>
        <ul class="rows card">
        {}</ul></section>
        <section aria-labelledby="cart"><h2 id="cart">Your cart</h2>
        {}</section>
        </div>
        """, Markup.all(Stream.of(Product.values()).map(product -> offer(product, visitor.token()))),
        cart(visitor.cart(), visitor.token())));
  }

  /** Changes the cart in place, without setAttribute. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Cart cart = Visitor.signedIn(request).cart();
    named(request.getParameter("add")).ifPresent(cart::add);
    named(request.getParameter("remove")).ifPresent(cart::remove);
    response.sendRedirect(PAGE.path(), HttpServletResponse.SC_SEE_OTHER);
  }

  private static Optional<Product> named(@Nullable String name) {
    return Stream.of(Product.values()).filter(product -> product.name().equals(name)).findFirst();
  }

  private static Markup offer(Product product, String token) {
    return Markup.of("""
        <li><div><h3>{}</h3><p class="quiet">{}</p></div><span class="sum">{}</span>{}</li>
        """, product.title(), product.description(), Words.sum(product.cents()),
        Layout.button(CART, token, "add", product.name(), "plain",
            Markup.of("Add<span class=\"unseen\"> {}</span>", product.title())));
  }

  private static Markup cart(Cart cart, String token) {
    if (cart.lines().isEmpty()) {
      return Markup.of("<p class=\"card quiet\">Nothing in it yet.</p>\n");
    }
    return Markup.of("""
        <div class="card"><ul class="rows">
        {}</ul>
        <p class="total"><span>{}</span><strong>{}</strong></p></div>
        """, Markup.all(cart.lines().stream().map(line -> inCart(line, token))),
        Words.count(cart.count(), "item", "items"),
        Words.sum(cart.cents()));
  }

  private static Markup inCart(Cart.Line line, String token) {
    return Markup.of("""
        <li><div><h3>{}</h3><p class="quiet">{} × {}</p></div><span class="sum">{}</span>{}</li>
        """, line.product().title(), line.count(), Words.sum(line.product().cents()), Words.sum(line.cents()),
        Layout.button(CART, token, "remove", line.product().name(), "plain",
            Markup.of("Remove<span class=\"unseen\"> one {}</span>", line.product().title())));
  }
}
