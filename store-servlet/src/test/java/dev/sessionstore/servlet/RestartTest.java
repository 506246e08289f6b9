package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions are in the database, not in a server. */
class RestartTest {

  private static Site site() {
    return new Site().page("/", (request, response) -> {
      Object n = request.getSession().getAttribute("n");
      int next = n instanceof Integer count ? count + 1 : 1;
      request.getSession().setAttribute("n", next);
      response.getWriter().print(next);
    });
  }

  @ParameterizedTest
  @EnumSource
  void a_session_outlives_its_server(Container container) throws Exception {
    try (Site site = site()) {
      Browser browser;
      try (Container.Running first = site.another(container)) {
        browser = new Browser(first.port());
        assertThat(browser.body("/")).isEqualTo("1");
      }
      try (Container.Running second = site.another(container)) {
        assertThat(browser.at(second.port()).body("/")).isEqualTo("2");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void two_servers_on_one_database_serve_alternate_requests(Container container) throws Exception {
    Container other = container == Container.TOMCAT ? Container.JETTY : Container.TOMCAT;
    try (Site site = site().on(container); Container.Running second = site.another(other)) {
      Browser browser = site.browser();
      for (int i = 1; i <= 10; i++) {
        browser = browser.at(i % 2 == 0 ? site.port() : second.port());
        assertThat(browser.body("/")).isEqualTo("" + i);
      }
      assertThat(site.store.length()).isOne();
    }
  }
}
