package dev.sessionstore.tck.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Copies what is written to standard error, as simple loggers do, until closed. */
final class LogCapture implements AutoCloseable {

  /** A logger may keep the stream after this is closed: then it only passes on. */
  private volatile boolean closed;
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final PrintStream both = new PrintStream(new OutputStream() {
    @Override
    public void write(int one) {
      if (!closed) {
        copy.write(one);
      }
      before.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (!closed) {
        copy.write(bytes, from, length);
      }
      before.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      before.flush();
    }
  }, true, StandardCharsets.UTF_8);

  LogCapture() {
    System.setErr(both);
  }

  String text() {
    both.flush();
    return copy.toString(StandardCharsets.UTF_8);
  }

  /** Leaves standard error alone if somebody else has replaced it since. */
  @Override
  public void close() {
    closed = true;
    if (System.err == both) {
      System.setErr(before);
    }
  }
}
