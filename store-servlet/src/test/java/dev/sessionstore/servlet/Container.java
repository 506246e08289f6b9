package dev.sessionstore.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A real server on a free port of this machine, with pages by path; {@code /error} is the error
 * page, if there is one.
 */
enum Container {
  TOMCAT {
    @Override
    Running start(Consumer<ServletContext> filters, Map<String, Page> pages) throws Exception {
      Path base = Files.createTempDirectory("tomcat");
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(base.toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      Context context = tomcat.addContext("", files().toString());
      if (context instanceof StandardContext plain) { // it would look for leaks in the test's own JVM
        plain.setClearReferencesRmiTargets(false);
        plain.setClearReferencesThreadLocals(false);
      }
      context.addServletContainerInitializer((classes, servlets) -> filters.accept(servlets), null);
      Wrapper servlet = Tomcat.addServlet(context, "pages", new Pages(pages));
      servlet.setAsyncSupported(true);
      servlet.addMapping("/*");
      Wrapper files = Tomcat.addServlet(context, "files", new DefaultServlet());
      files.setAsyncSupported(true);
      files.addMapping("/files/*");
      if (pages.containsKey("/error")) {
        ErrorPage page = new ErrorPage();
        page.setLocation("/error");
        context.addErrorPage(page);
      }
      tomcat.start();
      return new Running(tomcat.getConnector().getLocalPort(), () -> {
        try {
          tomcat.stop();
          tomcat.destroy();
        } catch (LifecycleException e) {
          throw new IllegalStateException("Tomcat did not stop.", e);
        }
      });
    }
  },
  JETTY {
    @Override
    Running start(Consumer<ServletContext> filters, Map<String, Page> pages) throws Exception {
      return jetty(new HttpConfiguration(), filters, pages);
    }
  };

  /** What the default servlet serves below {@code /files}: a file for each size. */
  static final List<Integer> FILE_SIZES =
      List.of(1, 5, 100, 4096, 8191, 8192, 8193, 12_000, 16_384, 20_000, 32_767, 32_768, 65_536);

  private static Path files() throws IOException {
    Path base = Files.createTempDirectory("files");
    Path files = Files.createDirectory(base.resolve("files"));
    for (int size : FILE_SIZES) {
      Files.writeString(files.resolve(size + ".txt"), "x".repeat(size));
    }
    return base;
  }

  abstract Running start(Consumer<ServletContext> filters, Map<String, Page> pages) throws Exception;

  static Running jetty(HttpConfiguration configuration, Consumer<ServletContext> filters, Map<String, Page> pages)
      throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/", false, false);
    context.addServletContainerInitializer((classes, servlets) -> filters.accept(servlets));
    ServletHolder holder = new ServletHolder("pages", new Pages(pages));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    context.setBaseResourceAsPath(files());
    ServletHolder files = new ServletHolder("files", new org.eclipse.jetty.ee10.servlet.DefaultServlet());
    files.setInitParameter("pathInfoOnly", "false");
    files.setAsyncSupported(true);
    context.addServlet(files, "/files/*");
    if (pages.containsKey("/error")) {
      ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
      errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
      context.setErrorHandler(errors);
    }
    server.setHandler(context);
    server.start();
    return new Running(connector.getLocalPort(), () -> {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException("Jetty did not stop.", e);
      }
    });
  }

  /** A running server. */
  record Running(int port, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** The application: one servlet, a page per path. */
  private static final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private final transient Map<String, Page> pages;

    Pages(Map<String, Page> pages) {
      this.pages = pages;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
      Page page = pages.get(included instanceof String path ? path : request.getPathInfo());
      if (page == null) {
        response.sendError(404);
        return;
      }
      try {
        response.setContentType("text/plain;charset=utf-8");
        page.answer(request, response);
      } catch (IOException | ServletException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ServletException(e);
      }
    }
  }
}
