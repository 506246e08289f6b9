package dev.sessionstore.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cases of the methods of one class: the ways in which each commits a response, or the reason why
 * it cannot.
 */
abstract class CommitCases {

  @FunctionalInterface
  interface Write<T> {
    void to(T out) throws IOException;
  }

  @FunctionalInterface
  interface Streamed<T> {
    T of(HttpServletResponse response) throws IOException;
  }

  /**
   * One way to commit a response; the response must be committed after it, or the try proves
   * nothing.
   */
  record Way(String what, Set<Container> where, Step step) {}

  record Harmless(String why, Step step) {}

  static final Set<Container> BOTH = Set.of(Container.TOMCAT, Container.JETTY);
  static final Set<Container> TOMCAT = Set.of(Container.TOMCAT);
  static final Set<Container> JETTY = Set.of(Container.JETTY);
  static final Set<Container> SERVLET_6_1 = TOMCAT; // Jetty's EE 10 is Servlet 6.0
  static final int MANY = 100_000;

  private final Map<String, List<Way>> committing = new LinkedHashMap<>();
  private final Map<String, Harmless> harmless = new LinkedHashMap<>();

  Map<String, List<Way>> committing() {
    return committing;
  }

  Map<String, Harmless> harmless() {
    return harmless;
  }

  final void way(String method, String what, Set<Container> where, Step step) {
    committing.computeIfAbsent(method, m -> new ArrayList<>()).add(new Way(what, where, step));
  }

  final void commits(String method, Step step) {
    way(method, "", BOTH, step);
  }

  final void never(String method, String why, Step step) {
    harmless.put(method, new Harmless(why, step));
  }

  /** Something written: as the last of a declared length, and until the buffer is full. */
  final <T> void writes(String method, int bytes, Streamed<T> out, Write<T> write) {
    way(method, "the last byte of a declared length", BOTH, (request, response) -> {
      T to = out.of(response);
      response.addHeader("Content-Length", "" + bytes);
      write.to(to);
    });
    way(method, "until the buffer is full", BOTH, (request, response) -> {
      T to = out.of(response);
      for (int i = 0; i < MANY && !response.isCommitted(); i++) {
        write.to(to);
      }
    });
  }

  /** A single write of much. */
  final <T> void writesMuch(String method, Streamed<T> out, Write<T> write) {
    way(method, "much at once", BOTH, (q, r) -> write.to(out.of(r)));
    way(method, "much at once, after a little", BOTH, (request, response) -> {
      T to = out.of(response);
      if (to instanceof ServletOutputStream stream) {
        stream.write(1);
      } else {
        ((PrintWriter) to).write('x');
      }
      write.to(to);
    });
  }

  /** Writes without blocking, then completes. */
  static void async(HttpServletRequest request, HttpServletResponse response, int length,
      Write<ServletOutputStream> write) throws IOException {
    AsyncContext context = request.startAsync();
    if (length >= 0) {
      response.addHeader("Content-Length", "" + length);
    }
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(new WriteListener() {
      private boolean written;

      @Override
      public void onWritePossible() throws IOException {
        if (!written && out.isReady()) {
          written = true;
          if (length >= 0) {
            out.write(new byte[length]);
          } else {
            write.to(out);
          }
        }
        if (written && out.isReady()) {
          context.complete();
        }
      }

      @Override
      public void onError(Throwable failure) {
        context.complete();
      }
    });
  }
}
