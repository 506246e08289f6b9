package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionstore.SessionId;
import dev.sessionstore.tck.probe.Gate;
import dev.sessionstore.tck.probe.StatementProbe;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Concurrent requests of one session; a slow one is held inside the application after it has loaded
 * its session.
 */
@Tag("chance")
class RacesTest {

  /** Holds a page until the test releases it. */
  private static final class Slow {
    final CountDownLatch loaded = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    Page then(Page rest) {
      return (request, response) -> {
        request.getSession().getAttribute("user");
        loaded.countDown();
        go.await(); // a server that stops interrupts it
        rest.answer(request, response);
      };
    }

    void awaitLoaded() throws InterruptedException {
      loaded.await();
    }
  }

  private static Site site(Slow slow, Page rest) {
    return new Site()
        .page("/slow", slow.then(rest))
        .page("/put",
            (request, response) -> request.getSession()
                .setAttribute(request.getParameter("name"), request.getParameter("value")))
        .page("/all", (request, response) -> response.getWriter().print(
            request.getSession(false) == null
                ? "none"
                : "" + java.util.Collections.list(request.getSession().getAttributeNames())))
        .page("/sign-in", (request, response) -> {
          request.getSession().setAttribute("user", "ada");
          request.changeSessionId();
        })
        .page("/sign-out", (request, response) -> request.getSession().invalidate());
  }

  @ParameterizedTest
  @EnumSource
  void parallel_requests_that_change_different_attributes_both_survive(Container container) throws Exception {
    Slow slow = new Slow();
    try (Site site =
        site(slow, (request, response) -> request.getSession().setAttribute("slow", List.of(1, 2))).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      CompletableFuture<HttpResponse<String>> late = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/put?name=fast&value=1");
      slow.go.countDown();
      assertThat(late.get().statusCode()).isEqualTo(200);
      assertThat(browser.body("/all")).isEqualTo("[first, fast, slow]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_changes_to_one_attribute_the_later_stands_and_a_removal_is_a_change(Container container) throws Exception {
    Slow slow = new Slow();
    try (Site site = site(slow, (request, response) -> {
      request.getSession().setAttribute("one", "late");
      request.getSession().removeAttribute("first");
    }).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      CompletableFuture<HttpResponse<String>> late = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/put?name=one&value=early");
      slow.go.countDown();
      late.get();
      assertThat(site.stored(browser)).containsEntry("one", "late").doesNotContainKey("first");
    }
  }

  @ParameterizedTest
  @EnumSource
  void twenty_parallel_requests_that_each_put_one_attribute_lose_none(Container container) throws Exception {
    try (Site site = site(new Slow(), (request, response) -> {}).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(browser.start("/put?name=n" + i + "&value=" + i));
      }
      for (CompletableFuture<HttpResponse<String>> each : all) {
        assertThat(each.get().statusCode()).isEqualTo(200);
      }
      assertThat(site.stored(browser)).hasSize(21);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_slow_request_cannot_undo_a_logout(Container container) throws Exception {
    Slow slow = new Slow();
    try (
        Site site = site(slow, (request, response) -> request.getSession().setAttribute("user", "eve")).on(container)) {
      Browser browser = site.browser();
      browser.get("/sign-in");
      String old = browser.cookie("sid");
      CompletableFuture<HttpResponse<String>> late = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/sign-out");
      slow.go.countDown();
      assertThat(Browser.setCookies(late.get())).isEmpty();
      assertThat(site.store.length()).isZero();
      assertThat(site.browser().with("sid", old).body("/all")).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_slow_request_cannot_undo_a_login_and_does_not_disturb_its_cookie(Container container) throws Exception {
    Slow slow = new Slow();
    try (Site site = site(slow, (request, response) -> request.getSession().setAttribute("stale", true))
        .on(container, b -> b.rolling(true))) {
      Browser browser = site.browser();
      browser.get("/put?name=cart&value=tea");
      String anonymous = browser.cookie("sid");
      CompletableFuture<HttpResponse<String>> late = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/sign-in");
      String signedIn = browser.cookie("sid");
      slow.go.countDown();
      assertThat(Browser.setCookies(late.get())).isEmpty();
      assertThat(browser.cookie("sid")).isEqualTo(signedIn).isNotEqualTo(anonymous);
      assertThat(browser.body("/all")).isEqualTo("[cart, user]");
      assertThat(site.browser().with("sid", anonymous).body("/all")).isEqualTo("none");
      assertThat(site.store.length()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_login_keeps_what_a_parallel_request_wrote(Container container) throws Exception {
    Slow slow = new Slow();
    try (Site site = site(slow, (request, response) -> {
      request.changeSessionId();
      request.getSession().setAttribute("user", "ada");
    }).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      CompletableFuture<HttpResponse<String>> login = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/put?name=cart&value=tea");
      slow.go.countDown();
      login.get();
      assertThat(browser.body("/all")).isEqualTo("[first, cart, user]");
      assertThat(site.store.length()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_two_logins_at_once_one_wins_and_no_old_id_lives(Container container) throws Exception {
    Slow slow = new Slow();
    try (Site site = site(slow, (request, response) -> {
      request.getSession().setAttribute("user", "late");
      request.changeSessionId();
    }).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      CompletableFuture<HttpResponse<String>> late = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/sign-in");
      String winner = browser.cookie("sid");
      slow.go.countDown();
      assertThat(Browser.setCookies(late.get())).isEmpty();
      assertThat(browser.cookie("sid")).isEqualTo(winner);
      assertThat(site.stored(browser)).containsEntry("user", "ada");
      assertThat(site.store.length()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_session_made_after_the_stale_one_was_found_gone_takes_no_cookie_from_the_browser(Container container)
      throws Exception {
    Slow slow = new Slow();
    try (Site site = site(slow, (request, response) -> {
      request.getSession().setAttribute("stale", true);
      response.getWriter().print("é".repeat(response.getBufferSize() / 3 + 1)); // could fill the buffer: saved now
      request.getSession().setAttribute("another", true);
    }).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=cart&value=tea");
      CompletableFuture<HttpResponse<String>> late = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/sign-in");
      slow.go.countDown();
      assertThat(Browser.setCookies(late.get())).isEmpty();
      assertThat(late.get().statusCode()).isEqualTo(200);
      assertThat(browser.body("/all")).isEqualTo("[cart, user]");
      assertThat(site.store.length()).isOne();
    }
  }

  private static final Page LOGIN = (request, response) -> {
    request.changeSessionId();
    request.getSession().setAttribute("user", "ada");
  };

  /** Reads past the filter, as an attacker who planted the id would. */
  private static boolean isSignedIn(Site site, String id) {
    return site.beside().get(SessionId.of(id)).map(s -> s.get("user")).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void what_a_login_adds_is_at_no_moment_readable_under_the_old_id(Container container) throws Exception {
    Slow slow = new Slow();
    try (Site site = site(slow, LOGIN).on(container)) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      String planted = browser.cookie("sid");
      CompletableFuture<HttpResponse<String>> login = browser.start("/slow");
      slow.awaitLoaded();
      browser.get("/put?name=cart&value=tea");
      List<Boolean> seen = Collections.synchronizedList(new ArrayList<>());
      try (Gate looks = site.probe.hold(sql -> { // before each statement, on a connection of its own; holds none
        seen.add(isSignedIn(site, planted));
        return false;
      })) {
        slow.go.countDown();
        assertThat(login.get().statusCode()).isEqualTo(200);
        assertThat(looks.wasReached()).isFalse();
      }
      assertThat(seen).hasSizeGreaterThan(3).containsOnly(false);
      assertThat(isSignedIn(site, planted)).isFalse();
      assertThat(isSignedIn(site, browser.cookie("sid"))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("containersAndModes")
  void whichever_statement_of_a_login_fails_it_is_answered_503_and_the_old_session_is_as_it_was(Container container,
      OnStoreDown mode) throws Exception {
    for (int statement = 1; statement <= 3; statement++) { // the rotation, the newer copy, the rotation again
      Slow slow = new Slow();
      try (Site site = site(slow, LOGIN).on(container, b -> b.storeDown(mode))) {
        Browser browser = site.browser();
        browser.get("/put?name=first&value=1");
        String planted = browser.cookie("sid");
        CompletableFuture<HttpResponse<String>> login = browser.start("/slow");
        slow.awaitLoaded();
        browser.get("/put?name=cart&value=tea");
        site.probe.failNext(StatementProbe.nth(statement, StatementProbe.statements()),
            () -> new SQLException("secret detail of the database", "58000"), StatementProbe.When.BEFORE);
        slow.go.countDown();
        HttpResponse<String> answer = login.get();
        assertThat(answer.statusCode()).as("statement %d", statement).isEqualTo(503);
        assertThat(Browser.setCookies(answer)).isEmpty();
        assertThat(isSignedIn(site, planted)).isFalse();
        assertThat(site.beside().get(SessionId.of(planted)).orElseThrow().attributes().names()).containsExactly("first",
            "cart");
        assertThat(site.store.length()).isOne();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("containersAndModes")
  void a_login_whose_answer_was_lost_is_under_the_new_id_and_not_under_the_old(Container container, OnStoreDown mode)
      throws Exception {
    try (Site site = site(new Slow(), LOGIN).page("/login", LOGIN).on(container, b -> b.storeDown(mode))) {
      Browser browser = site.browser();
      browser.get("/put?name=first&value=1");
      String planted = browser.cookie("sid");
      site.probe.failNext(StatementProbe.writes(), () -> new SQLException("gone", "08006"), StatementProbe.When.AFTER);
      assertThat(browser.get("/login").statusCode()).isEqualTo(503);
      assertThat(isSignedIn(site, planted)).isFalse();
      assertThat(site.store.length()).isOne();
    }
  }

  static Stream<Arguments> containersAndModes() {
    return Stream.of(Container.values()).flatMap(c -> Stream.of(OnStoreDown.values()).map(m -> Arguments.of(c, m)));
  }
}
