package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session's cookie leaves with a body of any size, however it is written. */
class BodySizesTest {

  private static final Map<String, Sized> KINDS = kinds();

  @FunctionalInterface
  private interface Sized {
    void write(HttpServletRequest request, HttpServletResponse response, int size) throws Exception;
  }

  private static Map<String, Sized> kinds() {
    Map<String, Sized> kinds = new LinkedHashMap<>();
    kinds.put("write(byte[])", (q, r, size) -> r.getOutputStream().write(new byte[size]));
    kinds.put("write(ByteBuffer)", (q, r, size) -> r.getOutputStream().write(ByteBuffer.allocate(size)));
    kinds.put("write(int)", (request, response, size) -> {
      for (int i = 0; i < size; i++) {
        response.getOutputStream().write('x');
      }
    });
    kinds.put("the stream's print", (q, r, size) -> r.getOutputStream().print("x".repeat(size)));
    kinds.put("a byte, then the rest", (request, response, size) -> {
      response.getOutputStream().write('x');
      response.getOutputStream().write(new byte[size - 1]);
    });
    kinds.put("the writer's write", (q, r, size) -> r.getWriter().write("x".repeat(size)));
    kinds.put("the writer's write of what needs two bytes", (q, r, size) -> r.getWriter().write("é".repeat(size)));
    kinds.put("the writer's append", (request, response, size) -> {
      for (int i = 0; i < size; i++) {
        response.getWriter().append('x');
      }
    });
    kinds.put("a length set, then write(byte[])", (request, response, size) -> {
      response.setContentLength(size);
      response.getOutputStream().write(new byte[size]);
    });
    kinds.put("a length added, then write(byte[])", (request, response, size) -> {
      response.addHeader("Content-Length", "" + size);
      response.getOutputStream().write(new byte[size]);
    });
    kinds.put("a length added as a number, then the writer", (request, response, size) -> {
      response.addIntHeader("Content-Length", size);
      response.getWriter().print("x".repeat(size));
    });
    kinds.put("asynchronously", (q, r, size) -> CommitCases.async(q, r, -1, out -> out.write(new byte[size])));
    kinds.put("by an included page", (q, r, size) -> q.getRequestDispatcher("/write/" + size).include(q, r));
    kinds.put("by a page forwarded to", (q, r, size) -> q.getRequestDispatcher("/write/" + size).forward(q, r));
    kinds.put("a file, forwarded to", (q, r, size) -> q.getRequestDispatcher("/files/" + size + ".txt").forward(q, r));
    kinds.put("a file, included",
        (q, r, size) -> q.getRequestDispatcher("/files/" + size + ".txt").include(q, r));
    return kinds;
  }

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_with_a_body_of_any_size(Container container) throws Exception {
    assertNoneLostOfAnySize(container, false);
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_ids_cookie_leaves_with_a_body_of_any_size(Container container) throws Exception {
    assertNoneLostOfAnySize(container, true);
  }

  private static void assertNoneLostOfAnySize(Container container, boolean changed) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      for (int size : Container.FILE_SIZES) {
        site.page("/write/" + size, (q, r) -> r.getOutputStream().write(new byte[size]));
        KINDS.forEach((kind, write) -> tries.add(site, kind + ", " + size,
            (q, r) -> write.write(q, r, size)));
      }
      site.on(container);
      tries.run(site, changed);
    }
    tries.assertNoneLost();
  }

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_with_the_answer_to_a_HEAD(Container container) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      for (int size : List.of(1, 8191, 12_000, 65_536)) {
        site.page("/write/" + size, (q, r) -> r.getOutputStream().write(new byte[size]));
        KINDS.forEach((kind, write) -> tries.add(site, kind + ", " + size,
            (q, r) -> write.write(q, r, size)));
      }
      site.on(container);
      tries.run(site, false, Browser::head);
    }
    tries.assertNoneLost();
  }

  /** Its default is a quarter of its buffer, both can be set. */
  @Test
  void a_cookie_leaves_however_little_Jetty_keeps() throws Exception {
    for (int[] sizes : new int[][] {{32_768, 8192}, {32_768, 2048}, {4096, 1024}, {1, 1}}) {
      HttpConfiguration configuration = new HttpConfiguration();
      configuration.setOutputBufferSize(sizes[0]);
      configuration.setOutputAggregationSize(sizes[1]);
      Page page = (request, response) -> {
        request.getSession().setAttribute("user", "ada");
        response.getOutputStream().write(new byte[sizes[1] + 1]);
        assertThat(response.isCommitted()).isTrue();
      };
      try (Site site = new Site();
          Container.Running jetty = Container.jetty(configuration,
              context -> SessionFilter.on(site.store).build().addTo(context), Map.of("/", page))) {
        HttpResponse<String> response = new Browser(jetty.port()).get("/");
        assertThat(Browser.setCookies(response)).as("%d of %d bytes", sizes[1] + 1, sizes[0]).hasSize(1);
      }
    }
  }

  /** Tomcat hands it on; others may read digits out of it. */
  @Test
  void a_length_that_is_no_number_is_taken_for_the_shortest() throws Exception {
    List<Object> cookies = new ArrayList<>();
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("user", "ada");
        response.addHeader("Content-Length", "5x");
        response.getOutputStream().write(new byte[1]);
        cookies.addAll(response.getHeaders("Set-Cookie"));
        response.reset();
      }).on(Container.TOMCAT);
      site.browser().get("/");
    }
    assertThat(cookies).hasSize(1);
  }
}
