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
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

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
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler("/");
      SessionFilter filter = SessionFilter.on(store).build();
      context.addServletContainerInitializer((classes, servlets) -> filter.addTo(servlets));
      context.addServlet(new ServletHolder("page", new Page()), "/*");
      server.setHandler(context);
      server.start();
      try {
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpRequest visit = HttpRequest.newBuilder(URI.create("http://localhost:" + connector.getLocalPort())).build();
        browser.send(visit, HttpResponse.BodyHandlers.ofString());
        System.out.println(browser.send(visit, HttpResponse.BodyHandlers.ofString()).body());
      } finally {
        server.stop();
      }
    }
  }
}
