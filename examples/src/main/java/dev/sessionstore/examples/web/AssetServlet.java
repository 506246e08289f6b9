package dev.sessionstore.examples.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Serves one file, without a session. */
@SuppressWarnings("serial") // never serialised
final class AssetServlet extends HttpServlet {

  private final String type;
  private final byte[] content;

  AssetServlet(String file, String type) throws IOException {
    this.type = type;
    try (InputStream in = AssetServlet.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(
            "The file " + file + " is missing beside " + AssetServlet.class.getName() + "; build the module again.");
      }
      this.content = in.readAllBytes();
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType(type);
    response.setHeader("Cache-Control", "max-age=60");
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
