package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every method of a response, its stream and its writer is here, by reflection: with the ways in
 * which it commits the response, each of which must find the session saved and its cookie set, or
 * with the reason why it cannot.
 */
class CommittingMethodsTest {

  private final List<CommitCases> cases = List.of(new ResponseCases(), new StreamCases(), new WriterCases());

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_with_the_response_whatever_method_commits_it(Container container) throws Exception {
    assertNoneLost(container, false);
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_ids_cookie_leaves_with_the_response_whatever_method_commits_it(Container container) throws Exception {
    assertNoneLost(container, true);
  }

  private void assertNoneLost(Container container, boolean changed) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      cases.forEach(c -> c.committing().forEach((method, ways) -> ways.forEach(way -> {
        if (way.where().contains(container)) {
          tries.add(site, (method + " " + way.what()).strip(), (request, response) -> {
            way.step().on(request, response);
            if (!request.isAsyncStarted()) {
              assertThat(response.isCommitted()).as("committed by it").isTrue();
            }
          });
        }
      })));
      site.on(container);
      tries.run(site, changed);
    }
    tries.assertNoneLost();
  }

  @ParameterizedTest
  @EnumSource
  void what_cannot_commit_does_not(Container container) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      cases.forEach(c -> c.harmless().forEach(
          (method, reason) -> tries.add(site, method + ", which " + reason.why(), (request, response) -> {
            reason.step().on(request, response);
            assertThat(response.isCommitted()).as("committed by it").isFalse();
            assertThat(response.getHeaders("Set-Cookie")).as("saved by it").noneMatch(s -> s.startsWith("sid="));
          })));
      site.on(container);
      tries.run(site, false);
    }
    tries.assertNoneLost();
  }

  @Test
  void no_method_is_forgotten() {
    Set<String> there = new TreeSet<>();
    for (Class<?> type : List.of(HttpServletResponse.class, ServletOutputStream.class, PrintWriter.class)) {
      for (Method method : type.getMethods()) {
        if (method.getDeclaringClass() != Object.class && !method.isBridge()
            && !Modifier.isStatic(method.getModifiers())) {
          there.add(type.getSimpleName() + '.' + method.getName() + Arrays.stream(method.getParameterTypes())
              .map(Class::getSimpleName).collect(Collectors.joining(",", "(", ")")));
        }
      }
    }
    Set<String> known = new TreeSet<>();
    cases.forEach(c -> {
      known.addAll(c.committing().keySet());
      known.addAll(c.harmless().keySet());
    });
    for (String method : there) {
      if (!known.contains(method)) {
        fail(method + " has no case: say here how it commits a response, or why it cannot.");
      }
    }
    assertThat(known).as("cases of methods that are gone").isEqualTo(there);
  }
}
