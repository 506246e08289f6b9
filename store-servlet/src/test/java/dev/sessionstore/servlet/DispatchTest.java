package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forwards, includes, errors and asynchronous dispatches see one session. */
class DispatchTest {

  private static Site site() {
    return new Site()
        .page("/put", (request, response) -> request.getSession().setAttribute("user", "ada"))
        .page("/inner", (request, response) -> {
          response.getWriter()
              .print(request.getSession().getAttribute("user") + "/" + request.getSession().getAttribute("outer"));
          request.getSession().setAttribute("inner", 1);
        })
        .page("/forward", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          request.getRequestDispatcher("/inner").forward(request, response);
        })
        .page("/include", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          request.getRequestDispatcher("/inner").include(request, response);
          request.getSession().setAttribute("after", 1);
        })
        .page("/error", (request, response) -> {
          response.getWriter().print("error page of " + request.getSession().getAttribute("outer"));
          request.getSession().setAttribute("shown", 1);
        })
        .page("/send-error", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          response.sendError(500);
        })
        .page("/throw", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          request.changeSessionId();
          throw new IllegalStateException("the application's own");
        })
        .page("/dispatch", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          AsyncContext async = request.startAsync();
          async.dispatch("/inner");
        })
        .page("/complete", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          AsyncContext async = request.startAsync();
          async.start(() -> {
            ((HttpServletRequest) async.getRequest()).getSession().setAttribute("inner", 1);
            async.complete();
          });
        })
        .page("/timeout", (request, response) -> {
          request.getSession().setAttribute("outer", 1);
          AsyncContext async = request.startAsync();
          async.setTimeout(50);
        });
  }

  @ParameterizedTest
  @EnumSource
  void a_forward_sees_and_changes_the_session_of_its_request(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put");
      site.statements();
      assertThat(browser.body("/forward")).isEqualTo("ada/1");
      assertThat(site.statements()).isEqualTo(2);
      assertThat(site.stored(browser)).containsKeys("user", "outer", "inner");
    }
  }

  @ParameterizedTest
  @EnumSource
  void so_does_an_include(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put");
      site.statements();
      assertThat(browser.body("/include")).isEqualTo("ada/1");
      assertThat(site.statements()).isEqualTo(2);
      assertThat(site.stored(browser)).containsKeys("user", "outer", "inner", "after");
    }
  }

  @ParameterizedTest
  @EnumSource
  void so_does_an_error_page(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      assertThat(browser.body("/send-error")).isEqualTo("error page of 1");
      assertThat(site.stored(browser)).containsKeys("outer", "shown");
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_request_did_before_it_failed_stands_and_its_new_id_reaches_the_browser(Container container)
      throws Exception {
    for (boolean page : new boolean[] {true, false}) {
      try (Site site = site()) {
        if (!page) {
          site.pages.remove("/error");
        }
        site.on(container);
        Browser browser = site.browser();
        browser.get("/put");
        String before = browser.cookie("sid");
        assertThat(browser.get("/throw").statusCode()).isEqualTo(500);
        assertThat(browser.cookie("sid")).isNotEqualTo(before);
        assertThat(site.stored(browser)).containsKeys("user", "outer");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void so_does_an_asynchronous_dispatch(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put");
      assertThat(browser.body("/dispatch")).isEqualTo("ada/1");
      assertThat(site.stored(browser)).containsKeys("user", "outer", "inner");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_asynchronous_request_is_saved_before_it_is_completed(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      HttpResponse<String> response = browser.get("/complete");
      assertThat(Browser.setCookies(response)).hasSize(1);
      assertThat(site.stored(browser)).containsKeys("outer", "inner");
      assertThat(site.statements()).as("one write, one look of this test").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_asynchronous_request_that_times_out_is_saved_too(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      assertThat(browser.get("/timeout").statusCode()).isEqualTo(500);
      assertThat(site.stored(browser)).containsKeys("outer");
    }
  }
}
