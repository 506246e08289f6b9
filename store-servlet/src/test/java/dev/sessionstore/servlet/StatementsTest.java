package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of request costs, counted at the driver. */
class StatementsTest {

  private static Site site() {
    return new Site()
        .page("/static", (request, response) -> response.getWriter().print("hello"))
        .page("/read", (request, response) -> response.getWriter().print("" + request.getSession().getAttribute("user")))
        .page("/change", (request, response) -> request.getSession().setAttribute("n", 1))
        .page("/same", (request, response) -> request.getSession().setAttribute("user", "ada"))
        .page("/sign-in", (request, response) -> {
          request.getSession();
          request.changeSessionId();
          request.getSession().setAttribute("user", "ada");
          response.sendRedirect("/read");
        })
        .page("/sign-out", (request, response) -> request.getSession().invalidate());
  }

  private static Browser visitor(Site site) throws Exception {
    Browser browser = site.browser();
    browser.get("/change");
    site.statements();
    return browser;
  }

  @ParameterizedTest
  @EnumSource
  void a_request_that_never_asks_for_the_session_costs_nothing(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = visitor(site);
      assertThat(browser.body("/static")).isEqualTo("hello");
      assertThat(site.statements()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_new_visitor_who_is_given_nothing_costs_nothing_and_gets_no_cookie(Container container) throws Exception {
    try (Site site = site().on(container)) {
      assertThat(Browser.setCookies(site.browser().get("/read"))).isEmpty();
      assertThat(site.statements()).isZero();
      assertThat(site.store.length()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_first_attribute_is_one_statement(Container container) throws Exception {
    try (Site site = site().on(container)) {
      site.browser().get("/change");
      assertThat(site.statements()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void reading_is_one_statement_and_past_the_touch_interval_two(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = visitor(site);
      browser.get("/read");
      assertThat(site.statements()).isOne();
      site.clock.advance(Duration.ofMinutes(2));
      browser.get("/read");
      assertThat(site.statements()).isEqualTo(2);
      browser.get("/read");
      assertThat(site.statements()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void changing_one_attribute_is_two_and_putting_what_is_there_already_one(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = visitor(site);
      browser.get("/sign-in");
      site.statements();
      browser.get("/same");
      assertThat(site.statements()).isOne();
      browser.get("/change");
      assertThat(site.statements()).as("n is 1 already").isOne();
      site.pages.put("/change", (request, response) -> request.getSession().setAttribute("n", 2));
      browser.get("/change");
      assertThat(site.statements()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void signing_in_with_a_new_id_is_two(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = visitor(site);
      browser.get("/sign-in");
      assertThat(site.statements()).isEqualTo(2);
      assertThat(browser.body("/read")).isEqualTo("ada");
    }
  }

  @ParameterizedTest
  @EnumSource
  void signing_out_is_two(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = visitor(site);
      browser.get("/sign-out");
      assertThat(site.statements()).isEqualTo(2);
      assertThat(site.store.length()).isZero();
      assertThat(browser.cookie("sid")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_page_that_is_large_or_declares_its_length_or_is_forwarded_to_costs_no_statement_more(Container container) throws Exception {
    try (Site site = site()
        .page("/large", (request, response) -> {
          request.getSession().setAttribute("n", "large");
          response.getOutputStream().write(new byte[12_000]);
        })
        .page("/declared", (request, response) -> {
          request.getSession().setAttribute("n", "declared");
          response.addIntHeader("Content-Length", 1);
          response.getWriter().print("x");
        })
        .page("/to", (request, response) -> {
          request.getSession().setAttribute("n", "forwarded");
          request.getRequestDispatcher("/static").forward(request, response);
        }).on(container)) {
      for (String path : new String[] {"/large", "/declared", "/to"}) {
        Browser browser = site.browser();
        browser.get(path);
        assertThat(site.statements()).as("%s, new", path).isOne();
        browser.get("/change");
        site.statements();
        browser.get(path);
        assertThat(site.statements()).as("%s, known", path).isEqualTo(2);
      }
    }
  }
}
