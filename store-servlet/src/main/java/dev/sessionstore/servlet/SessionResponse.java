package dev.sessionstore.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Has the session saved before anything commits the response: errors, redirects, flushes, a full buffer, a write that
 * may pass the buffer by, the last byte of a declared length.
 */
final class SessionResponse extends HttpServletResponseWrapper {

  private static final String CONTENT_LENGTH = "Content-Length";

  /**
   * A single write of more, or of more than a quarter of the buffer, may leave before the buffer is full: Jetty keeps a
   * quarter, or what its outputAggregationSize says.
   */
  private static final int SMALL = 2048;

  private final RequestSession session;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;
  private long written;
  private long declared = -1;

  SessionResponse(HttpServletResponse response, RequestSession session) {
    super(response);
    this.session = session;
  }

  /** {@code bytes} are about to be written, at the most. */
  void beforeWriting(long bytes) {
    written += bytes;
    int buffer = getBufferSize();
    if (written >= buffer || bytes > Math.min(SMALL, buffer / 4) || isWhole()) {
      beforeCommit();
    }
  }

  /** Nothing can be added to a response that has as many bytes as it was declared to have. */
  private boolean isWhole() {
    return declared >= 0 && written >= declared;
  }

  /** The body's length is about to be declared; negative: it is not. */
  private void declare(long length) {
    declared = length;
    if (isWhole()) { // Tomcat takes it for committed from now on
      beforeCommit();
    }
  }

  private void declare(@Nullable String name, @Nullable String length) {
    if (CONTENT_LENGTH.equalsIgnoreCase(name) && length != null) {
      declare(bytes(length));
    }
  }

  private static long bytes(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // whatever the container makes of it, no byte goes before the session is saved
    }
  }

  void beforeCommit() {
    if (!isCommitted()) {
      session.save();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new SavingOutputStream(super.getOutputStream(), this);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new SavingWriter(super.getWriter(), this).asPrintWriter();
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    beforeCommit();
    super.flushBuffer();
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    beforeCommit();
    super.sendError(status, message);
  }

  @Override
  public void sendError(int status) throws IOException {
    beforeCommit();
    super.sendError(status);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    beforeCommit();
    super.sendRedirect(location);
  }

  @Override
  public void sendRedirect(String location, int status) throws IOException { // from Servlet 6.1 on, as the next two; each goes its own way
    beforeCommit();
    super.sendRedirect(location, status);
  }

  @Override
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    beforeCommit();
    super.sendRedirect(location, clearBuffer);
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    beforeCommit();
    super.sendRedirect(location, status, clearBuffer);
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    declare(name, value);
    super.setHeader(name, value);
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    declare(name, value);
    super.addHeader(name, value);
  }

  @Override
  public void setIntHeader(String name, int value) {
    declare(name, Integer.toString(value));
    super.setIntHeader(name, value);
  }

  @Override
  public void addIntHeader(String name, int value) {
    declare(name, Integer.toString(value));
    super.addIntHeader(name, value);
  }

  @Override
  public void setContentLength(int length) {
    declare(length);
    super.setContentLength(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    declare(length);
    super.setContentLengthLong(length);
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    written = 0;
  }

  @Override
  public void reset() {
    super.reset();
    written = 0;
    declared = -1;
    stream = null;
    writer = null;
    session.reset();
  }

  /** Ids stand in cookies alone. */
  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }
}
