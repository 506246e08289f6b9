package org.example;

import dev.sessionstore.SessionStore;
import dev.sessionstore.servlet.SessionFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Prints what the second visit found in the session. */
public final class Main {

  private static final class Page extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
      response.getWriter().print(request.getSession().getAttribute("user"));
      request.getSession().setAttribute("user", "ada");
    }
  }

  private Main() {}

  public static void main(String[] backend) throws Exception {
    try (SessionStore store =
        SessionStore.builder().backend(backend[0]).url("jdbc:h2:mem:").createTable(true).open()) {
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
      tomcat.setPort(0);
      Context context = tomcat.addContext("", null);
      SessionFilter filter = SessionFilter.on(store).build();
      context.addServletContainerInitializer((classes, servlets) -> filter.addTo(servlets), null);
      Tomcat.addServlet(context, "page", new Page()).addMapping("/*");
      tomcat.start();
      try {
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        URI site = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort());
        HttpRequest visit = HttpRequest.newBuilder(site).build();
        browser.send(visit, HttpResponse.BodyHandlers.ofString());
        System.out.println(browser.send(visit, HttpResponse.BodyHandlers.ofString()).body());
      } finally {
        tomcat.stop();
        tomcat.destroy();
      }
    }
  }
}
