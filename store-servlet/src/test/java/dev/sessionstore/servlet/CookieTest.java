package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cookie's attributes, and the treatment of cookies that are not ours. */
class CookieTest {

  private static Site site() {
    AtomicInteger n = new AtomicInteger();
    return new Site()
        .page("/put", (request, response) -> request.getSession().setAttribute("n", n.incrementAndGet()))
        .page("/read",
            (request, response) -> response.getWriter().print(request.getSession(false) == null ? "none" : "live"));
  }

  private static String cookie(Container container, Consumer<SessionFilterBuilder> options, String... headers)
      throws Exception {
    try (Site site = site().on(container, options)) {
      List<String> set = Browser.setCookies(site.browser().get("/put", headers));
      return set.isEmpty() ? "none" : set.get(0).replaceFirst("=[^;]*", "=…");
    }
  }

  @ParameterizedTest
  @EnumSource
  void says_what_the_options_say(Container container) throws Exception {
    assertThat(cookie(container, b -> {})).isEqualTo("sid=…; Path=/; HttpOnly; SameSite=Lax");
    assertThat(cookie(container, b -> b.name("__Host-s").proxy(true).sameSite(SameSite.STRICT), "X-Forwarded-Proto",
        "https, http"))
        .isEqualTo("__Host-s=…; Path=/; HttpOnly; Secure; SameSite=Strict");
    assertThat(cookie(container, b -> b.path("/app").domain("example.org").httpOnly(false).maxAge(Duration.ofDays(7))))
        .isEqualTo("sid=…; Max-Age=604800; Path=/app; Domain=example.org; SameSite=Lax");
    assertThat(cookie(container, b -> b.maxAge(Duration.ofDays(9000))))
        .isEqualTo("sid=…; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax");
    assertThat(cookie(container, b -> b.partitioned(true).sameSite(SameSite.NONE).secure(Secure.ALWAYS).proxy(true),
        "X-Forwarded-Proto", "HTTPS"))
        .isEqualTo("sid=…; Path=/; HttpOnly; Secure; SameSite=None; Partitioned");
  }

  @ParameterizedTest
  @EnumSource
  void a_proxy_is_believed_only_when_declared_and_no_id_goes_out_in_clear_when_it_must_not(Container container)
      throws Exception {
    assertThat(cookie(container, b -> {}, "X-Forwarded-Proto", "https"))
        .isEqualTo("sid=…; Path=/; HttpOnly; SameSite=Lax");
    assertThat(cookie(container, b -> b.secure(Secure.ALWAYS), "X-Forwarded-Proto", "https")).isEqualTo("none");
    assertThat(cookie(container, b -> b.secure(Secure.ALWAYS).proxy(true), "X-Forwarded-Proto", "http"))
        .isEqualTo("none");
  }

  @ParameterizedTest
  @EnumSource
  void is_handed_out_once_and_with_rolling_always(Container container) throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      assertThat(Browser.setCookies(browser.get("/put"))).hasSize(1);
      assertThat(Browser.setCookies(browser.get("/put"))).isEmpty();
      assertThat(Browser.setCookies(browser.get("/read"))).isEmpty();
    }
    try (Site site = site().on(container, b -> b.rolling(true))) {
      Browser browser = site.browser();
      browser.get("/put");
      assertThat(Browser.setCookies(browser.get("/read"))).hasSize(1);
      assertThat(Browser.setCookies(browser.get("/put"))).hasSize(1);
    }
    try (Site site = site().on(container, b -> b.maxAge(Duration.ofHours(1)))) {
      Browser browser = site.browser();
      browser.get("/put");
      assertThat(Browser.setCookies(browser.get("/read"))).isEmpty();
      assertThat(Browser.setCookies(browser.get("/put"))).as("its life begins anew").hasSize(1);
      site.clock.advance(Duration.ofMinutes(59));
      assertThat(browser.body("/read")).isEqualTo("live");
      site.clock.advance(Duration.ofMinutes(60));
      assertThat(browser.body("/read")).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_session_is_stored_with_saveUninitialized_and_written_each_time_with_resave(Container container)
      throws Exception {
    try (Site site = new Site().page("/", (request, response) -> request.getSession())
        .on(container, b -> b.saveUninitialized(true).resave(true))) {
      Browser browser = site.browser();
      assertThat(Browser.setCookies(browser.get("/"))).hasSize(1);
      assertThat(site.statements()).isOne();
      browser.get("/");
      assertThat(site.statements()).as("load and save").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_forged_one_never_reaches_the_database_and_secrets_can_be_changed(Container container) throws Exception {
    String first = "the first secret, long enough";
    String second = "the second secret, long enough";
    try (Site site = site().on(container, b -> b.secrets(first))) {
      Browser browser = site.browser();
      browser.get("/put");
      String cookie = browser.cookie("sid");
      String id = cookie.substring(0, cookie.lastIndexOf('.'));
      assertThat(browser.body("/read")).isEqualTo("live");
      site.statements();
      for (String forged : List.of(id, id + ".", id + "." + "A".repeat(43), "x" + cookie, cookie + "x", "." + cookie,
          id.substring(1) + cookie.substring(id.length()))) {
        assertThat(site.browser().with("sid", forged).body("/read")).isEqualTo("none");
      }
      assertThat(site.statements()).isZero();
      try (
          Container.Running rotated =
              container.start(c -> SessionFilter.on(site.store).secrets(second, first).build().addTo(c), site.pages);
          Container.Running other =
              container.start(c -> SessionFilter.on(site.store).secrets(second).build().addTo(c), site.pages)) {
        assertThat(browser.at(rotated.port()).body("/read")).isEqualTo("live");
        assertThat(browser.at(other.port()).body("/read")).isEqualTo("none");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void malformed_and_oversized_ones_are_nobodys_and_cost_nothing(Container container) throws Exception {
    try (Site site = site().on(container)) {
      for (String bad : List.of("", "x".repeat(129), "x".repeat(4000))) {
        assertThat(site.browser().with("sid", bad).body("/read")).isEqualTo("none");
      }
      assertThat(site.statements()).isZero();
      for (String odd : List.of("%00", "\"\"", "'or'1'='1", "a=b=c", "{}", "a\u00e4")) {
        HttpResponse<String> response = site.browser().with("sid", odd).get("/read");
        assertThat(response.statusCode() == 400 || response.body().equals("none"))
            .as("refused by the server, or nobody's")
            .isTrue();
      }
      assertThat(site.store.length()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_several_of_one_name_the_live_one_counts_and_not_more_than_three_are_looked_up(Container container)
      throws Exception {
    try (Site site = site().on(container)) {
      Browser browser = site.browser();
      browser.get("/put");
      String id = browser.cookie("sid");
      site.statements();
      assertThat(site.browser().get("/read", "Cookie", "sid=stale; other=1; sid=" + id).body()).isEqualTo("live");
      assertThat(site.statements()).isEqualTo(2);
      assertThat(site.browser().get("/read", "Cookie", "sid=a; sid=b; sid=c; sid=d; sid=" + id).body())
          .isEqualTo("none");
      assertThat(site.statements()).isEqualTo(3);
      assertThat(site.browser().get("/read", "Cookie", "sid=a; sid=a; sid=a; sid=" + id).body()).isEqualTo("live");
    }
  }

  @Test
  void options_that_cannot_work_are_refused_with_a_sentence() {
    try (Site site = new Site()) {
      assertRefused(site, b -> b.name("a b"), "cookie's name");
      assertRefused(site, b -> b.path("app"), "slash");
      assertRefused(site, b -> b.path("/a;b"), "path");
      assertRefused(site, b -> b.domain("a b"), "domain");
      assertRefused(site, b -> b.name("__Host-x").domain("example.org"), "__Host-");
      assertRefused(site, b -> b.name("__Secure-x").secure(Secure.NEVER), "__Secure-");
      assertRefused(site, b -> b.sameSite(SameSite.NONE).secure(Secure.NEVER), "SameSite=None");
      assertRefused(site, b -> b.secrets("short"), "secret");
      assertRefused(site, b -> b.maxAge(Duration.ofMillis(5)), "maxAge");
      assertRefused(site, b -> b.listener(new java.util.EventListener() {}), "listener");
    }
  }

  private static void assertRefused(Site site, Consumer<SessionFilterBuilder> options, String named) {
    SessionFilterBuilder builder = SessionFilter.on(site.store);
    assertThatThrownBy(() -> {
      options.accept(builder);
      builder.build();
    }).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(named);
  }
}
