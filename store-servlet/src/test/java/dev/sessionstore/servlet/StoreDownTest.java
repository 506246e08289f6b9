package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.tck.probe.StatementProbe;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a browser sees while the database fails. */
class StoreDownTest {

  private static Site site() {
    return new Site()
        .page("/put", (request, response) -> {
          request.getSession().setAttribute("n", request.getParameter("n"));
          response.getWriter().print("put");
        })
        .page("/read", (request, response) -> response.getWriter().print(
            request.getSession(false) == null ? "none" : request.getSession().getAttribute("n")))
        .page("/make", (request, response) -> response.getWriter().print(request.getSession().isNew()))
        .page("/redirect", (request, response) -> {
          request.getSession().setAttribute("n", "r");
          response.sendRedirect("/read");
        })
        .page("/swallow", (request, response) -> {
          request.getSession().setAttribute("n", "s");
          try {
            response.flushBuffer();
          } catch (RuntimeException e) {
            response.getWriter().print("all is well");
          }
        })
        .page("/late", (request, response) -> {
          response.getWriter().print("on its way");
          response.flushBuffer();
          request.getSession().setAttribute("n", "late");
        })
        .page("/out", (request, response) -> request.getSession().invalidate())
        .page("/late-out", (request, response) -> {
          request.getSession().setAttribute("n", "late");
          response.flushBuffer();
          request.getSession().invalidate();
        })
        .page("/late-in", (request, response) -> {
          request.getSession().setAttribute("n", "late");
          response.getWriter().print("x".repeat(3_000)); // may leave: saved now
          request.changeSessionId();
          request.getSession().setAttribute("user", "ada");
        })
        .page("/out-and-swallow", (request, response) -> {
          try {
            request.getSession().invalidate();
          } catch (RuntimeException e) {
            response.getWriter().print("signed out");
          }
        })
        .page("/out-and-in", (request, response) -> {
          try {
            request.getSession().invalidate();
          } catch (RuntimeException e) {
            request.getSession().setAttribute("n", "anonymous");
          }
        })
        .page("/bad", (request, response) -> {
          List<Object> list = new ArrayList<>();
          request.getSession().setAttribute("list", list);
          request.getSession().setAttribute("n", "bad");
          list.add(new Thread());
        });
  }

  private static void fail(Site site, java.util.function.Predicate<String> which) {
    site.probe.failNext(which, () -> new SQLException("secret detail of the database", "58000"),
        StatementProbe.When.BEFORE);
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).doesNotContain("at dev.", "SQLException", "secret detail", "sessionstore");
    assertThat(Browser.setCookies(response)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_session_that_cannot_be_loaded_is_answered_503(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      fail(site, StatementProbe.reads());
      assertUnavailable(browser.get("/read"));
      assertThat(browser.body("/read")).as("nothing sticks").isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_that_cannot_be_saved_too_and_nothing_of_it_is_kept(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      fail(site, StatementProbe.writes());
      assertUnavailable(browser.get("/put?n=0"));
      assertThat(site.store.length()).isZero();
      browser.get("/put?n=1");
      for (String path : List.of("/put?n=2", "/redirect", "/swallow")) {
        fail(site, StatementProbe.writes());
        assertUnavailable(browser.get(path));
        assertThat(browser.body("/read")).isEqualTo("1");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sessionstore.servlet.RacesTest#containersAndModes")
  void a_logout_that_could_not_be_done_is_not_called_done(Container container, OnStoreDown mode) throws Exception {
    try (Site site = site().on(container, b -> b.storeDown(mode))) {
      for (String path : List.of("/out", "/out-and-swallow", "/out-and-in")) {
        Browser browser = site.browser();
        browser.get("/put?n=1");
        String id = browser.cookie("sid");
        fail(site, StatementProbe.writes());
        assertUnavailable(browser.get(path));
        assertThat(browser.cookie("sid")).as("it is kept, to try again").isEqualTo(id);
        assertThat(browser.body("/read")).isEqualTo("1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_logout_of_a_session_that_could_not_be_loaded_is_not_called_done_either(Container container) throws Exception {
    try (Site site = site().on(container, b -> b.storeDown(OnStoreDown.NO_SESSION))) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      fail(site, StatementProbe.reads());
      assertUnavailable(browser.get("/out"));
      assertThat(browser.body("/read")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_logout_after_a_save_that_failed_is_tried_all_the_same(Container container) throws Exception {
    try (Site site = site().on(container, b -> b.storeDown(OnStoreDown.NO_SESSION))) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      fail(site, StatementProbe.writes());
      browser.get("/late-out");
      assertThat(site.store.length()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_login_after_a_save_that_failed_is_not_called_done(Container container) throws Exception {
    try (Site site = site().on(container, b -> b.storeDown(OnStoreDown.NO_SESSION))) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      fail(site, StatementProbe.writes());
      assertUnavailable(browser.get("/late-in"));
      assertThat(browser.body("/read")).as("as it was, under the old id").isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_on_its_way_is_not_broken(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      fail(site, StatementProbe.writes());
      assertThat(browser.body("/late")).isEqualTo("on its way");
      assertThat(browser.body("/read")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_touch_that_fails_does_not_cost_the_page(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      site.clock.advance(Duration.ofHours(1));
      fail(site, StatementProbe.writes());
      assertThat(browser.body("/read")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void with_NO_SESSION_the_request_goes_on_without(Container container) throws Exception {
    try (Site site = site().on(container, b -> b.storeDown(OnStoreDown.NO_SESSION))) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      fail(site, StatementProbe.reads());
      assertThat(browser.body("/read")).isEqualTo("none");
      fail(site, StatementProbe.reads());
      HttpResponse<String> made = browser.get("/make");
      assertThat(made.body()).isEqualTo("true");
      assertThat(Browser.setCookies(made)).isEmpty();
      fail(site, StatementProbe.writes());
      assertThat(browser.body("/put?n=2")).isEqualTo("put");
      assertThat(browser.body("/read")).isEqualTo("1");
      fail(site, StatementProbe.writes());
      HttpResponse<String> lost = site.browser().get("/put?n=3");
      assertThat(lost.body()).isEqualTo("put");
      assertThat(Browser.setCookies(lost)).isEmpty();
      assertThat(site.store.length()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_the_application_made_unstorable_is_answered_500_without_a_stack_trace(Container container)
      throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put?n=1");
      HttpResponse<String> response = browser.get("/bad");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).doesNotContain("at dev.", "AttributeTypeException");
      assertThat(browser.body("/read")).as("what was stored stays").isEqualTo("1");
    }
  }
}
