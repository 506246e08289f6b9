package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session is saved before its response is committed, by whatever way. */
@Tag("chance")
class CommitTest {

  private static boolean isStored(Site site, HttpServletRequest request) {
    return site.store.get(SessionId.of(request.getSession().getId())).isPresent();
  }

  /**
   * Each way to commit: the page puts an attribute, commits, and looks into the database from
   * inside the request.
   */
  private static void assertSavedBefore(Container container, Page commit) throws Exception {
    CompletableFuture<Boolean> stored = new CompletableFuture<>();
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        try {
          request.getSession().setAttribute("user", "ada");
          commit.answer(request, response);
          stored.complete(isStored(site, request));
        } catch (Throwable e) {
          stored.completeExceptionally(e); // fails the test that waits for it
          throw e;
        }
      }).on(container);
      Browser browser = site.browser();
      HttpResponse<String> response = browser.get("/");
      assertThat(stored.get()).as("in the database when the response was").isTrue();
      assertThat(Browser.setCookies(response)).hasSize(1);
      assertThat(site.stored(browser)).containsEntry("user", "ada");
      assertThat(site.statements()).as("one write").isLessThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void by_a_redirect(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> response.sendRedirect("/next"));
  }

  /** Servlet 6.1: Jetty's 6.0 does not know them. */
  @Test
  void by_each_kind_of_redirect() throws Exception {
    assertSavedBefore(Container.TOMCAT, (request, response) -> response.sendRedirect("/next", 303));
    assertSavedBefore(Container.TOMCAT, (request, response) -> response.sendRedirect("/next", false));
    assertSavedBefore(Container.TOMCAT, (request, response) -> response.sendRedirect("/next", 303, true));
  }

  @ParameterizedTest
  @EnumSource
  void by_an_error(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> response.sendError(418, "teapot"));
  }

  @ParameterizedTest
  @EnumSource
  void by_a_flush_of_the_buffer(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> response.flushBuffer());
  }

  @ParameterizedTest
  @EnumSource
  void by_a_flush_of_the_writer(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> response.getWriter().flush());
  }

  @ParameterizedTest
  @EnumSource
  void by_closing_the_writer(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> response.getWriter().close());
  }

  @ParameterizedTest
  @EnumSource
  void by_closing_the_stream(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> response.getOutputStream().close());
  }

  @ParameterizedTest
  @EnumSource
  void by_a_large_body_of_text(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> {
      for (int i = 0; i < 10_000; i++) {
        response.getWriter().print("äöü 0123456789");
      }
      assertThat(response.isCommitted()).isTrue();
    });
  }

  @ParameterizedTest
  @EnumSource
  void by_a_large_body_of_bytes(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> {
      response.getOutputStream().write(new byte[100_000]);
      assertThat(response.isCommitted()).isTrue();
    });
  }

  @ParameterizedTest
  @EnumSource
  void by_the_last_byte_of_a_declared_length(Container container) throws Exception {
    assertSavedBefore(container, (request, response) -> {
      response.setContentLength(3);
      response.getOutputStream().write(new byte[] {'a', 'b', 'c'});
    });
    assertSavedBefore(container, (request, response) -> {
      response.setHeader("Content-Length", "3");
      response.getWriter().write("abc");
    });
  }

  @ParameterizedTest
  @EnumSource
  void what_is_changed_after_the_commit_is_saved_at_the_end(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("early", new ArrayList<>(List.of("a")));
        response.getWriter().print("x");
        response.flushBuffer();
        request.getSession().setAttribute("late", 1);
        @SuppressWarnings("unchecked")
        List<String> early = (List<String>) request.getSession().getAttribute("early");
        early.add("b");
      }).on(container);
      Browser browser = site.browser();
      browser.get("/");
      assertThat(site.statements()).as("two writes").isEqualTo(2);
      assertThat(site.stored(browser)).containsEntry("early", List.of("a", "b")).containsEntry("late", 1L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_session_or_id_that_the_browser_cannot_learn_any_more_is_refused(Container container) throws Exception {
    List<Throwable> refused = new ArrayList<>();
    try (Site site = new Site()) {
      site.page("/new", (request, response) -> {
        response.flushBuffer();
        assertThatThrownBy(() -> request.getSession()).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("committed")
            .satisfies(refused::add);
      }).page("/known", (request, response) -> {
        request.getSession().setAttribute("a", 1);
        response.flushBuffer();
        assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("committed")
            .satisfies(refused::add);
      }).on(container);
      site.browser().get("/new");
      site.browser().get("/known");
      assertThat(refused).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_reset_response_still_hands_out_the_cookie(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("a", 1);
        // counted as more bytes than it takes: saved now
        response.getWriter().print("é".repeat(response.getBufferSize() / 3 + 1));
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getHeader("Set-Cookie")).isNotNull();
        response.reset();
        response.getWriter().print("second");
      }).on(container);
      Browser browser = site.browser();
      assertThat(browser.body("/")).isEqualTo("second");
      assertThat(site.stored(browser)).containsEntry("a", 1L);
    }
  }
}
