package dev.sessionstore.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Saves the session before anything commits the response: errors, redirects, flushes, a full
 * buffer, a write that may bypass the buffer, or the last byte of a declared length.
 */
final class SessionResponse extends HttpServletResponseWrapper {

  private static final String CONTENT_LENGTH = "Content-Length";

  /**
   * A larger single write, or one of more than a quarter of the buffer, may be sent before the
   * buffer is full: Jetty buffers writes up to a quarter, or to its outputAggregationSize.
   */
  private static final int SMALL = 2048;

  private final SessionExchange exchange;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;
  private long written;
  private long declared = -1;

  SessionResponse(HttpServletResponse response, SessionExchange exchange) {
    super(response);
    this.exchange = exchange;
  }

  /** Called before at most so many bytes are written. */
  void beforeWriting(long bytes) {
    written += bytes;
    int buffer = getBufferSize();
    if (written >= buffer || bytes > Math.min(SMALL, buffer / 4) || isWhole()) {
      beforeCommit();
    }
  }

  /** A response with all bytes of its declared length is complete. */
  private boolean isWhole() {
    return declared >= 0 && written >= declared;
  }

  /** Called before the body's length is declared; negative: it is unknown. */
  private void declare(long length) {
    declared = length;
    if (isWhole()) { // Tomcat regards it as committed from now on
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
      return 0; // however the container reads it, the session is saved before the first byte
    }
  }

  void beforeCommit() {
    if (!isCommitted()) {
      exchange.save();
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
  public void sendRedirect(String location, int status) throws IOException {
    // this and the next two exist from Servlet 6.1 on; none calls another
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
    exchange.reset();
  }

  /** Ids are only in cookies. */
  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }
}
