package dev.sessionstore.servlet;

import jakarta.servlet.AsyncContext;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session's cookie leaves however a request ends: by any dispatch, with any status. */
class RequestEndsTest {

  private static void tryEnds(Site site, Tries tries) {
    site.page("/nothing", (request, response) -> {})
        .page("/little", (q, r) -> r.getWriter().print("x"))
        .page("/not-modified", (q, r) -> r.setStatus(304))
        .page("/forwards", (q, r) -> q.getRequestDispatcher("/little").forward(q, r))
        .page("/puts", (q, r) -> q.getSession().setAttribute("more", 1))
        .page("/starts", (request, response) -> {
          AsyncContext context = request.startAsync();
          context.start(() -> {
            request.getSession().setAttribute("later", 1);
            context.complete();
          });
        })
        .page("/closes", (q, r) -> r.getWriter().close());
    for (String to : List.of("/nothing", "/little", "/not-modified", "/forwards", "/puts", "/closes", "/starts")) {
      tries.add(site, "a forward to " + to, (q, r) -> q.getRequestDispatcher(to).forward(q, r));
      tries.add(site, "a forward from the context to " + to,
          (q, r) -> q.getServletContext().getRequestDispatcher(to).forward(q, r));
      tries.add(site, "an include of " + to, (q, r) -> q.getRequestDispatcher(to).include(q, r));
      tries.add(site, "an asynchronous dispatch to " + to, (q, r) -> q.startAsync().dispatch(to));
    }
    for (boolean empty : new boolean[] {false, true}) {
      tries.add(site, "a forward by a servlet's name, " + (empty ? "empty" : "a little"), (request, response) -> {
        if (request.getAttribute("again") == null) {
          request.setAttribute("again", true);
          request.getServletContext().getNamedDispatcher("pages").forward(request, response);
        } else if (!empty) {
          response.getWriter().print("x");
        }
      });
    }
    tries.add(site, "a header without a name, which a container ignores", (request, response) -> {
      response.setHeader(null, "a");
      response.addHeader(null, "a");
      response.setIntHeader(null, 1);
      response.addIntHeader(null, 1);
    });
    for (int status : new int[] {204, 304}) {
      tries.add(site, "status " + status, (q, r) -> r.setStatus(status));
      tries.add(site, "status " + status + " and a body that is dropped", (request, response) -> {
        response.setStatus(status);
        response.getOutputStream().write(new byte[12_000]);
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_however_the_request_ends(Container container) throws Exception {
    assertNoneLostAtTheEnd(container, false);
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_ids_cookie_leaves_however_the_request_ends(Container container) throws Exception {
    assertNoneLostAtTheEnd(container, true);
  }

  private static void assertNoneLostAtTheEnd(Container container, boolean changed) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      tryEnds(site, tries);
      site.on(container);
      tries.run(site, changed);
    }
    tries.assertNoneLost();
  }
}
