package dev.sessionstore.examples.web;

import dev.sessionstore.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps the pages and the filters before them; one line adds the filter that stores sessions in SQL.
 * Independent of Tomcat.
 */
final class Shop implements ServletContainerInitializer {

  private final Storage storage;
  private final Layout layout;

  Shop(Storage storage, String backend) {
    this.storage = storage;
    this.layout = new Layout(backend);
  }

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    FormToken token = new FormToken();
    filter(context, "headers", new SecurityHeaders(), EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), "/*");
    SessionFilter.on(storage.store())
        .attribute(Visitor.CART, Cart.class)
        .maxAge(Visitor.KEPT)
        .rolling(true)
        .build()
        .addTo(context);
    filter(context, "token", token, EnumSet.of(DispatcherType.REQUEST), "/*");
    filter(context, "signed-in", new SignedInOnly(), EnumSet.of(DispatcherType.REQUEST), "", ShopServlet.CART,
        SignOutServlet.PATH, DevicesServlet.PAGE.path(), FiguresServlet.PAGE.path());

    servlet(context, "shop", new ShopServlet(layout), "", ShopServlet.CART);
    servlet(context, "sign-in", new SignInServlet(layout, token), SignInServlet.PATH);
    servlet(context, "sign-out", new SignOutServlet(), SignOutServlet.PATH);
    servlet(context, "devices",
        new DevicesServlet(layout, new Devices(storage.store(), storage.hashing()), InstantSource.system()),
        DevicesServlet.PAGE.path());
    servlet(context, "figures", new FiguresServlet(layout, storage.store(), storage.figures()),
        FiguresServlet.PAGE.path());
    servlet(context, "error", new ErrorServlet(layout), ErrorServlet.PATH);
    try {
      servlet(context, "css", new AssetServlet("app.css", "text/css; charset=utf-8"), "/app.css");
      servlet(context, "icon", new AssetServlet("icon.svg", "image/svg+xml"), "/icon.svg", "/favicon.ico");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void filter(ServletContext context, String name, Filter filter, EnumSet<DispatcherType> when,
      String... patterns) {
    context.addFilter(name, filter).addMappingForUrlPatterns(when, false, patterns);
  }

  private static void servlet(ServletContext context, String name, HttpServlet servlet, String... patterns) {
    context.addServlet(name, servlet).addMapping(patterns);
  }
}
