package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter that the container creates from text only. */
class FilterParametersTest {

  /** A class of the application. */
  record Item(String name) {}

  private static final Map<String, Page> PAGES = Map.of("/", (request, response) -> {
    request.getSession().setAttribute("item", new Item("tea"));
    request.getSession().setAttribute("items", List.of(new Item("milk")));
    request.getSession().setAttribute("by", Map.of("a", new Item("rice")));
  }, "/read", (request, response) -> response.getWriter().print(
      "" + request.getSession().getAttribute("item") + request.getSession().getAttribute("items")
          + request.getSession().getAttribute("by")));

  private static void filter(ServletContext context, Map<String, String> parameters) {
    FilterRegistration.Dynamic filter = context.addFilter("sessions", SessionFilter.class);
    filter.setInitParameters(parameters);
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
  }

  @ParameterizedTest
  @EnumSource
  void opens_its_store_and_keeps_every_option(Container container) throws Exception {
    Map<String, String> parameters =
        new HashMap<>(Map.of("sessionstore.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
            "sessionstore.createTable", "true", "name", "app", "path", "/", "maxAge", "P1D", "httpOnly", "false",
            "secure", "auto", "sameSite", "none", "partitioned", "true", "proxy", "true"));
    parameters.putAll(Map.of("rolling", "true", "saveUninitialized", "true", "resave", "false",
        "secrets", "a first secret of the app,a second secret of the app",
        "unset", "keep", "storeDown", "no_session", "domain", "localhost", "attribute.item", Item.class.getName(),
        "attributeList.items", Item.class.getName(), "attributeMap.by", Item.class.getName()));
    try (Container.Running server = container.start(c -> filter(c, parameters), PAGES)) {
      Browser browser = new Browser(server.port());
      HttpResponse<String> response = browser.get("/", "X-Forwarded-Proto", "https");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(Browser.setCookies(response).get(0)).startsWith("app=").contains(".")
          .endsWith("; Max-Age=86400; Path=/; Domain=localhost; Secure; SameSite=None; Partitioned");
      assertThat(browser.body("/read")).isEqualTo("Item[name=tea][Item[name=milk]]{a=Item[name=rice]}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takes_a_store_that_the_application_opened_and_leaves_it_open(Container container) throws Exception {
    try (Site site = new Site()) {
      try (Container.Running server = container.start(c -> {
        c.setAttribute(SessionStore.class.getName(), site.store);
        filter(c, Map.of("attribute.item", Item.class.getName(), "attributeList.items", Item.class.getName(),
            "attributeMap.by", Item.class.getName()));
      }, PAGES)) {
        new Browser(server.port()).get("/");
      }
      assertThat(site.store.length()).isOne();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nmae | x | knows no init-param nmae; known are domain, httpOnly",
      "httpOnly | yes | httpOnly cannot be read; write true or false",
      "secure | sometimes | secure cannot be read; write one of [auto, always, never]",
      "maxAge | 5 days | maxAge cannot be read; write an ISO-8601",
      "attribute.x | no.such.Class | attribute.x names a class that is not there",
      "secrets | tiny | secret is shorter",
      "path | app | slash"})
  void what_cannot_be_read_is_named(String name, String value, String sentence) {
    try (Site site = new Site()) {
      assertThatThrownBy(() -> new SessionFilter().init(config(Map.of(name, value), site.store)))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining(sentence)
          .message()
          .doesNotContain("tiny", "5 days", "sometimes");
    }
  }

  @Test
  void a_filter_without_a_store_says_how_to_give_it_one() {
    assertThatThrownBy(() -> new SessionFilter().init(config(Map.of(), null)))
        .isInstanceOf(ServletException.class).hasMessageContaining("init-param sessionstore.url");
  }

  private static FilterConfig config(Map<String, String> parameters, SessionStore store) {
    ServletContext context = (ServletContext) Proxy.newProxyInstance(FilterParametersTest.class.getClassLoader(),
        new Class<?>[] {ServletContext.class}, (self, method, arguments) -> switch (method.getName()) {
          case "getAttribute" -> store;
          case "getClassLoader" -> FilterParametersTest.class.getClassLoader();
          default -> throw new UnsupportedOperationException(method.getName());
        });
    return new FilterConfig() {
      @Override
      public String getFilterName() {
        return "sessions";
      }

      @Override
      public ServletContext getServletContext() {
        return context;
      }

      @Override
      public String getInitParameter(String name) {
        return parameters.get(name);
      }

      @Override
      public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
      }
    };
  }
}
