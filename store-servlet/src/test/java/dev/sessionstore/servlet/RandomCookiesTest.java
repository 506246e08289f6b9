package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests with guessed ids leave nothing behind. */
@Tag("chance")
class RandomCookiesTest {

  /** The maximum number of requests that Tomcat accepts on one connection. */
  private static final int PIPELINED = 100;
  private static final long MAX_KEPT_BYTES = 4_000_000;
  private static final int LOOKS = 50;
  /** Milliseconds; a read of a socket cannot be interrupted. */
  private static final int ENDS_A_HANG = 600_000;

  @ParameterizedTest
  @EnumSource
  void a_hundred_thousand_random_cookies_grow_neither_memory_nor_table(Container container) throws Exception {
    try (Site site = new Site()
        .page("/",
            (request, response) -> response.getWriter().print(request.getSession(false) == null ? "none" : "LIVE"))
        .on(container)) {
      Random random = new Random(7);
      send(site.port(), 5_000, random); // pools, buffers and compiled code
      site.probe.reset();
      long before = used(site);
      int served = send(site.port(), 100_000, random);
      assertThat(served).isEqualTo(100_000);
      assertThat(site.store.length()).isZero();
      assertThat(kept(site, before)).as("bytes kept after 100,000 requests").isLessThan(MAX_KEPT_BYTES);
    }
  }

  /**
   * Returns the minimum of some measurements, since the server's threads or the collector may not
   * have released everything yet.
   */
  private static long kept(Site site, long before) {
    long least = used(site) - before;
    for (int look = 1; look < LOOKS && least >= MAX_KEPT_BYTES; look++) {
      least = Math.min(least, used(site) - before);
    }
    return least;
  }

  /** The probe keeps texts of statements: the test's own memory. */
  private static long used(Site site) {
    site.probe.reset();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Sends pipelined requests. {@return how many found no session} */
  private static int send(int port, int requests, Random random) throws IOException {
    int none = 0;
    for (int sent = 0; sent < requests; sent += PIPELINED) {
      try (Socket socket = new Socket("localhost", port)) {
        socket.setSoTimeout(ENDS_A_HANG);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
          text.append("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: sid=")
              .append(Long.toHexString(random.nextLong()))
              .append(Long.toHexString(random.nextLong()))
              .append("\r\n\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        for (int i = 0; i < PIPELINED; i++) {
          none += body(in).equals("none") ? 1 : 0;
        }
      }
    }
    return none;
  }

  private static String body(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The server closed the connection early.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
