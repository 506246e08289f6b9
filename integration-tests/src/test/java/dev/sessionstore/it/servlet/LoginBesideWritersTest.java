package dev.sessionstore.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.SessionId;
import dev.sessionstore.SessionStore;
import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.TestDatabase;
import dev.sessionstore.servlet.SessionFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A user signs in while four others, who know the old id, keep writing under it; stochastic. For
 * more runs, use {@code -Dsessionstore.test.logins=600}. Prints a line for each database.
 */
@Tag("chance")
class LoginBesideWritersTest {

  private static final int WRITERS = 4;
  private static final int LOGINS = Integer.getInteger("sessionstore.test.logins", 100);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir
  Path folder;

  /** The application: one servlet. */
  private static final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
      HttpSession session = request.getSession(false);
      if (session == null) {
        response.getWriter().print("none");
      } else if (request.getPathInfo().equals("/sign-in")) {
        request.changeSessionId();
        session.setAttribute("user", "ada");
      } else {
        response.getWriter().print(session.getAttribute("user"));
        session.setAttribute(request.getParameter("name"), request.getParameter("value"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobody_reads_a_login_under_the_old_id_and_no_login_is_refused(Database kind) throws Exception {
    try (TestDatabase database = kind.fresh();
        HikariDataSource pool = database.newPool();
        SessionStore store = SessionStore.builder().dataSource(pool).backend("mybatis").createTable(true).open()) {
      Tomcat tomcat = tomcat(store);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      try {
        int port = tomcat.getConnector().getLocalPort();
        AtomicInteger readable = new AtomicInteger();
        AtomicInteger writes = new AtomicInteger();
        for (int login = 0; login < LOGINS; login++) {
          SessionId old = store.create(Map.of("cart", "tea")).id();
          AtomicBoolean over = new AtomicBoolean();
          List<Future<?>> writers = new ArrayList<>();
          for (int writer = 0; writer < WRITERS; writer++) {
            String name = "w" + writer;
            Callable<Integer> writing = () -> {
              for (int n = 0; !over.get(); n++) {
                if (get(port, "/put?name=" + name + "&value=" + n, old).body().equals("ada")) {
                  readable.incrementAndGet();
                }
              }
              return writes.incrementAndGet();
            };
            writers.add(threads.submit(writing));
          }
          HttpResponse<String> answer = get(port, "/sign-in", old);
          assertThat(answer.statusCode()).as("log-in %d", login).isEqualTo(200);
          String id = answer.headers().firstValue("Set-Cookie").orElseThrow().split("[=;]")[1];
          assertThat(store.get(old)).as("log-in %d, the old id", login).isEmpty();
          assertThat(store.get(SessionId.of(id)).orElseThrow().attributes().asMap()).as("log-in %d", login)
              .containsEntry("user", "ada").containsEntry("cart", "tea");
          over.set(true);
          for (Future<?> each : writers) {
            each.get();
          }
        }
        assertThat(readable).as("log-ins that a writer could read under the old id").hasValue(0);
        System.out.println(
            LOGINS + " log-ins beside " + WRITERS + " writers on " + kind + ": 0 readable under the old id, 0 refused");
      } finally {
        threads.shutdownNow();
        tomcat.stop();
        tomcat.destroy();
      }
    }
  }

  private Tomcat tomcat(SessionStore store) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer((classes, servlets) -> SessionFilter.on(store).build().addTo(servlets),
        null);
    Tomcat.addServlet(context, "pages", new Pages()).addMapping("/*");
    tomcat.start();
    return tomcat;
  }

  private static HttpResponse<String> get(int port, String path, SessionId id)
      throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Cookie", "sid=" + id.value()).build(), HttpResponse.BodyHandlers.ofString());
  }
}
