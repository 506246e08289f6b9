package dev.sessionstore.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionStore;
import dev.sessionstore.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application of Spring Boot 4, registered as docs/http-session.md says; MVC's own calls to the
 * session included.
 */
class SpringBootTest {

  /** The application's. */
  record Cart(List<String> items) {}

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
      WebMvcAutoConfiguration.class})
  static class App {

    @Bean
    DataSource dataSource() {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:boot;DB_CLOSE_DELAY=-1");
      return source;
    }

    @Bean
    SessionStore store(DataSource dataSource) {
      return SessionStore.builder().dataSource(dataSource).backend("mybatis").createTable(true).open();
    }

    @Bean
    FilterRegistrationBean<SessionFilter> sessionFilter(SessionStore store) {
      FilterRegistrationBean<SessionFilter> bean =
          new FilterRegistrationBean<>(SessionFilter.on(store).attribute("cart", Cart.class).build());
      bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
      bean.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
      return bean;
    }

    @Bean
    Shop shop() {
      return new Shop();
    }
  }

  @RestController
  static class Shop {

    @GetMapping("/add")
    String add(HttpSession session) {
      Cart cart = session.getAttribute("cart") instanceof Cart there ? there : new Cart(new ArrayList<>());
      session.setAttribute("cart", cart);
      cart.items().add("tea");
      return cart.items().toString();
    }

    @GetMapping("/sign-in")
    String signIn(HttpServletRequest request, HttpSession session) {
      session.setAttribute("user", "ada");
      return request.changeSessionId().isEmpty() ? "" : "signed in";
    }

    @GetMapping("/later")
    Callable<String> later(HttpSession session) {
      return () -> {
        session.setAttribute("later", 1);
        return "" + session.getAttribute("user");
      };
    }

    @GetMapping("/read")
    String read(HttpServletRequest request) {
      @Nullable HttpSession session = request.getSession(false);
      return session == null
          ? "none"
          : session.getAttribute("cart") + " " + session.getAttribute("user") + " " + session.getAttribute("later");
    }

    @GetMapping("/sign-out")
    void signOut(HttpSession session) {
      session.invalidate();
    }
  }

  private static ConfigurableApplicationContext start() {
    SpringApplication application = new SpringApplication(App.class);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
    return application.run();
  }

  @Test
  void a_session_works_across_mvc_asynchronous_results_and_a_restart() throws Exception {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    try (ConfigurableApplicationContext first = start()) {
      assertThat(get(browser, first, "/add")).isEqualTo("[tea]");
      assertThat(get(browser, first, "/add")).isEqualTo("[tea, tea]");
      assertThat(get(browser, first, "/sign-in")).isEqualTo("signed in");
      assertThat(get(browser, first, "/later")).isEqualTo("ada");
    }
    try (ConfigurableApplicationContext second = start()) {
      assertThat(get(browser, second, "/read")).isEqualTo("Cart[items=[tea, tea]] ada 1");
      assertThat(second.getBean(SessionStore.class).length()).isOne();
      get(browser, second, "/sign-out");
      assertThat(get(browser, second, "/read")).isEqualTo("none");
      assertThat(second.getBean(SessionStore.class).length()).isZero();
    }
  }

  private static String get(HttpClient browser, ConfigurableApplicationContext at, String path) throws Exception {
    int port = ((ServletWebServerApplicationContext) at).getWebServer().getPort();
    return browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString()).body();
  }
}
