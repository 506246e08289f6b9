package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that each use the session, then do one thing; failures are listed by name. */
final class Tries {

  private final Map<String, String> paths = new LinkedHashMap<>();
  private final List<String> lost = new ArrayList<>();

  void pages(Site site) {
    site.page("/put", (q, r) -> q.getSession().setAttribute("user", "ada"))
        .page("/read", (request, response) -> {
          if (request.getSession(false) != null) {
            response.getWriter().print(request.getSession(false).getAttribute("user"));
          }
        });
  }

  void add(Site site, String what, Step step) {
    String path = "/" + paths.size();
    paths.put(what, path);
    site.page(path, (request, response) -> {
      if (request.getSession(false) != null) {
        request.changeSessionId();
      } else {
        request.getSession().setAttribute("user", "ada");
      }
      try {
        step.on(request, response);
      } catch (AssertionError e) {
        lost.add(what + ": " + e.getMessage().strip().replaceAll("\\s+", " "));
      }
    });
  }

  @FunctionalInterface
  interface Request {
    HttpResponse<String> by(Browser browser, String path) throws Exception;
  }

  void run(Site site, boolean changed) throws Exception {
    run(site, changed, (browser, path) -> browser.get(path));
  }

  void run(Site site, boolean changed, Request request) throws Exception {
    for (Map.Entry<String, String> one : paths.entrySet()) {
      Browser browser = site.browser();
      String before = null;
      if (changed) {
        browser.get("/put");
        before = browser.cookie("sid");
      }
      HttpResponse<String> response = request.by(browser, one.getValue());
      if (response.statusCode() >= 500) {
        lost.add(one.getKey() + ": answered " + response.statusCode());
      } else if (browser.cookie("sid") == null || browser.cookie("sid").equals(before)) {
        lost.add(one.getKey() + ": no cookie");
      } else if (!browser.body("/read").equals("ada")) {
        lost.add(one.getKey() + ": the next request finds no session");
      }
    }
  }

  void assertNoneLost() {
    assertThat(lost).as("lost of %d tries", paths.size()).isEmpty();
    assertThat(paths).isNotEmpty();
  }
}
