package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionstore.SessionId;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The specification's session, method by method. */
class HttpSessionTest {

  @ParameterizedTest
  @EnumSource
  void a_session_is_new_until_its_cookie_comes_back(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        response.getWriter().print((request.getSession(false) == null) + " " + request.getSession().isNew() + " "
            + request.isRequestedSessionIdValid() + " " + request.isRequestedSessionIdFromCookie() + " "
            + (request.getSession() == request.getSession(false)) + " " + request.isRequestedSessionIdFromURL());
        request.getSession().setAttribute("a", 1);
      }).on(container);
      Browser browser = site.browser();
      assertThat(browser.body("/")).isEqualTo("true true false false true false");
      assertThat(browser.body("/")).isEqualTo("false false true true true false");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_id_that_nobody_made_is_never_adopted(Container container) throws Exception {
    String fixed = "chosen-by-an-attacker-0123456789";
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        response.getWriter()
            .print(request.isRequestedSessionIdValid() + " " + fixed.equals(request.getRequestedSessionId()));
        request.getSession().setAttribute("a", 1);
      }).on(container);
      Browser browser = site.browser().with("sid", fixed);
      assertThat(browser.body("/")).isEqualTo("false true");
      assertThat(browser.cookie("sid")).isNotEqualTo(fixed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attributes_are_put_listed_replaced_and_removed(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/put", (request, response) -> {
        HttpSession session = request.getSession();
        session.setAttribute("a", "1");
        session.setAttribute("b", "2");
        session.setAttribute("b", "3");
        session.setAttribute("c", "4");
        session.removeAttribute("c");
        session.removeAttribute("never");
        session.setAttribute("a", null);
        for (String reserved : List.of("cookie", "@types")) {
          assertThatThrownBy(() -> session.setAttribute(reserved, "x")).isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("reserved");
        }
        response.getWriter().print(Collections.list(session.getAttributeNames()));
      }).page("/read", (request, response) -> {
        HttpSession session = request.getSession(false);
        response.getWriter().print(Collections.list(session.getAttributeNames()) + " " + session.getAttribute("b")
            + session.getAttribute("a"));
        session.removeAttribute("b");
        response.getWriter().print(session.getAttribute("b") + "" + Collections.list(session.getAttributeNames()));
      }).on(container);
      Browser browser = site.browser();
      assertThat(browser.body("/put")).isEqualTo("[b]");
      assertThat(browser.body("/read")).isEqualTo("[b] 3nullnull[]");
      assertThat(site.stored(browser)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_value_changed_in_place_is_saved(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        HttpSession session = request.getSession();
        if (session.isNew()) {
          session.setAttribute("cart", new ArrayList<>(List.of("tea")));
        } else {
          @SuppressWarnings("unchecked")
          List<String> cart = (List<String>) session.getAttribute("cart");
          cart.add("milk");
        }
        response.getWriter().print(session.getAttribute("cart"));
      }).on(container);
      Browser browser = site.browser();
      assertThat(browser.body("/")).isEqualTo("[tea]");
      assertThat(browser.body("/")).isEqualTo("[tea, milk]");
      assertThat(browser.body("/")).isEqualTo("[tea, milk, milk]");
      assertThat(site.stored(browser)).containsEntry("cart", List.of("tea", "milk", "milk"));
    }
  }

  /** A class of the application. */
  record Item(String name, int amount) {}

  /** A class of the application. */
  public static final class Cart {
    private List<Item> items = new ArrayList<>();
    private ZonedDateTime opened;

    public List<Item> getItems() {
      return items;
    }

    public void setItems(List<Item> all) {
      this.items = all;
    }

    public ZonedDateTime getOpened() {
      return opened;
    }

    public void setOpened(ZonedDateTime at) {
      this.opened = at;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_declared_bean_changed_in_place_is_saved_and_types_come_back_as_they_went_in(Container container)
      throws Exception {
    ZonedDateTime opened = ZonedDateTime.parse("2031-05-05T12:00:00+02:00[Europe/Berlin]");
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        HttpSession session = request.getSession();
        if (session.isNew()) {
          Cart cart = new Cart();
          cart.setOpened(opened);
          session.setAttribute("cart", cart);
          session.setAttribute("n", 7);
          session.setAttribute("bytes", new byte[] {1, 2});
          session.setAttribute("since", opened.toInstant());
        }
        Cart cart = (Cart) session.getAttribute("cart");
        cart.getItems().add(new Item("tea", cart.getItems().size()));
        response.getWriter().print(cart.getItems() + " " + cart.getOpened() + " "
            + session.getAttribute("n").getClass().getSimpleName() + " "
            + session.getAttribute("since").getClass().getSimpleName() + " "
            + ((byte[]) session.getAttribute("bytes")).length);
      }).on(container, b -> b.attribute("cart", Cart.class));
      Browser browser = site.browser();
      browser.get("/");
      assertThat(browser.body("/"))
          .isEqualTo("[Item[name=tea, amount=0], Item[name=tea, amount=1]] " + opened + " Integer Instant 2");
      assertThat(site.statements()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_undeclared_type_is_refused_where_it_is_put(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("a", 1);
        assertThatThrownBy(() -> request.getSession().setAttribute("item", new Item("tea", 1)))
            .hasMessageContaining("attribute(\"item\", Item.class)");
        response.getWriter().print(Collections.list(request.getSession().getAttributeNames()));
      }).on(container);
      assertThat(site.browser().body("/")).isEqualTo("[a]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_declared_no_more_can_still_be_removed_and_logged_out_of(Container container) throws Exception {
    try (Site site = new Site().page("/put", (request, response) -> request.getSession().setAttribute("when", opened()))
        .page("/remove", (request, response) -> request.getSession().removeAttribute("when"))
        .page("/out", (request, response) -> request.getSession().invalidate()).on(container)) {
      for (String path : List.of("/remove", "/out")) {
        Browser browser = site.browser();
        browser.get("/put");
        site.store.update(SessionId.of(browser.cookie("sid")), s -> s.with("when", "no instant"));
        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        assertThat(site.store.get(SessionId.of(String.valueOf(browser.cookie("sid")))).map(s -> s.get("when")))
            .isEmpty();
      }
    }
  }

  private static Object opened() {
    return Instant.parse("2031-05-05T10:00:00Z");
  }

  @ParameterizedTest
  @EnumSource
  void its_own_idle_time_counts_and_is_kept_and_zero_or_less_never_ends_it(Container container) throws Exception {
    try (Site site = new Site(o -> o.absoluteLifetime(Duration.ofDays(30)))) {
      site.page("/seconds", (request, response) -> {
        request.getSession().setAttribute("a", 1);
        request.getSession().setMaxInactiveInterval(Integer.parseInt(request.getParameter("n")));
      }).page("/read", (request, response) -> response.getWriter().print(
          request.getSession(false) == null ? "none" : "" + request.getSession().getMaxInactiveInterval()))
          .on(container);
      Browser browser = site.browser();
      browser.get("/seconds?n=90");
      assertThat(browser.body("/read")).isEqualTo("90");
      site.clock.advance(Duration.ofSeconds(89));
      assertThat(browser.body("/read")).isEqualTo("90");
      site.clock.advance(Duration.ofSeconds(89));
      assertThat(browser.body("/read")).as("the read has slid it").isEqualTo("90");
      site.clock.advance(Duration.ofSeconds(91));
      assertThat(browser.body("/read")).isEqualTo("none");
      for (String never : List.of("0", "-1")) {
        browser.get("/seconds?n=" + never);
        site.clock.advance(Duration.ofDays(29));
        assertThat(browser.body("/read")).isEqualTo("-1");
        site.clock.advance(Duration.ofDays(1));
        assertThat(browser.body("/read")).as("the absolute lifetime ends it").isEqualTo("none");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void without_its_own_the_stores_idle_time_counts(Container container) throws Exception {
    try (Site site = new Site(o -> o.expiration(Duration.ofMinutes(20)))) {
      site.page("/", (request, response) -> {
        response.getWriter().print(request.getSession().isNew() + " " + request.getSession().getMaxInactiveInterval());
        request.getSession().setAttribute("a", 1);
      }).on(container);
      Browser browser = site.browser();
      assertThat(browser.body("/")).isEqualTo("true 1200");
      site.clock.advance(Duration.ofMinutes(20).minusMillis(1));
      assertThat(browser.body("/")).isEqualTo("false 1200");
      site.clock.advance(Duration.ofMinutes(20));
      assertThat(browser.body("/")).as("an expired session is never served").isEqualTo("true 1200");
    }
  }

  @ParameterizedTest
  @EnumSource
  void times_are_the_stores(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        HttpSession session = request.getSession();
        session.setAttribute("n", session.isNew() ? 1 : 2);
        response.getWriter().print(session.getCreationTime() + " " + session.getLastAccessedTime());
      }).on(container);
      Browser browser = site.browser();
      long start = site.clock.millis();
      assertThat(browser.body("/")).isEqualTo(start + " " + start);
      site.clock.advance(Duration.ofMinutes(5));
      assertThat(browser.body("/")).as("of the request before").isEqualTo(start + " " + start);
      assertThat(browser.body("/")).isEqualTo(start + " " + (start + 300_000));
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_invalidated_session_refuses_everything_and_the_next_is_another(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/put", (request, response) -> request.getSession().setAttribute("a", 1))
          .page("/", (request, response) -> {
            HttpSession session = request.getSession();
            String old = session.getId();
            session.invalidate();
            assertThatThrownBy(() -> session.getAttribute("a")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.setAttribute("a", 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.removeAttribute("a")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::getAttributeNames).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::getCreationTime).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::getLastAccessedTime).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::isNew).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(session::invalidate).isInstanceOf(IllegalStateException.class);
            assertThat(request.getSession(false)).isNull();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
            assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class);
            request.getSession().setAttribute("b", 1);
            assertThat(request.isRequestedSessionIdValid()).as("a new session is not the one asked for").isFalse();
            response.getWriter()
                .print(!request.getSession().getId().equals(old) && request.getSession().getServletContext() != null);
          }).on(container);
      Browser browser = site.browser();
      browser.get("/put");
      String old = browser.cookie("sid");
      assertThat(browser.body("/")).isEqualTo("true");
      assertThat(browser.cookie("sid")).isNotNull().isNotEqualTo(old);
      assertThat(site.stored(browser)).containsKey("b").doesNotContainKey("a");
      assertThat(site.store.length()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void unset_KEEP_forgets_the_cookie_and_leaves_the_row(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/put", (request, response) -> request.getSession().setAttribute("a", 1))
          .page("/out", (request, response) -> {
            request.getSession().setAttribute("a", 2);
            request.getSession().invalidate();
          }).on(container, b -> b.unset(Unset.KEEP));
      Browser browser = site.browser();
      browser.get("/put");
      String id = browser.cookie("sid");
      browser.get("/out");
      assertThat(browser.cookie("sid")).isNull();
      assertThat(site.stored(browser.with("sid", id))).containsEntry("a", 1L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void changing_the_id_of_a_new_session_and_twice_in_one_request_works(Container container) throws Exception {
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("n", request.getSession().isNew() ? 1 : 2);
        assertThat(request.isRequestedSessionIdValid()).isEqualTo(!request.getSession().isNew());
        String first = request.changeSessionId();
        assertThat(request.isRequestedSessionIdValid()).as("it has another id now").isFalse();
        String second = request.changeSessionId();
        response.getWriter().print(!first.equals(second) && second.equals(request.getSession().getId()));
      }).on(container);
      Browser browser = site.browser();
      assertThat(browser.body("/")).isEqualTo("true");
      String first = browser.cookie("sid");
      assertThat(site.stored(browser)).containsEntry("n", 1L);
      assertThat(browser.body("/")).isEqualTo("true");
      assertThat(browser.cookie("sid")).isNotEqualTo(first);
      assertThat(site.stored(browser)).containsEntry("n", 2L);
      assertThat(site.store.length()).isOne();
    }
  }
}
