package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every method of a response, its stream and its writer is here, by reflection: with the ways in which it commits the
 * response, each of which must find the session saved and its cookie set, or with the reason why it cannot.
 */
class CommittingMethodsTest {

  /** Called by a page that has done something to its session. */
  @FunctionalInterface
  private interface Step {
    void on(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  @FunctionalInterface
  private interface Write<T> {
    void to(T out) throws IOException;
  }

  /** One way to commit a response; the response must be committed after it, or the try proves nothing. */
  private record Way(String what, Set<Container> where, Step step) {}

  private record Harmless(String why, Step step) {}

  private static final Set<Container> BOTH = Set.of(Container.TOMCAT, Container.JETTY);
  private static final Set<Container> TOMCAT = Set.of(Container.TOMCAT);
  private static final Set<Container> JETTY = Set.of(Container.JETTY);
  private static final Set<Container> SERVLET_6_1 = TOMCAT; // Jetty's EE 10 is Servlet 6.0
  private static final int MANY = 100_000;

  private final Map<String, List<Way>> committing = new LinkedHashMap<>();
  private final Map<String, Harmless> harmless = new LinkedHashMap<>();

  CommittingMethodsTest() {
    response();
    stream();
    writer();
  }

  private void way(String method, String what, Set<Container> where, Step step) {
    committing.computeIfAbsent(method, m -> new ArrayList<>()).add(new Way(what, where, step));
  }

  private void commits(String method, Step step) {
    way(method, "", BOTH, step);
  }

  private void never(String method, String why, Step step) {
    harmless.put(method, new Harmless(why, step));
  }

  /** A length declared before the last byte, and after it: Tomcat takes a response for committed then, too. */
  private void declares(String method, Write<HttpServletResponse> five) {
    way(method, "then its last byte", BOTH, (request, response) -> {
      five.to(response);
      response.getOutputStream().write(new byte[5]);
    });
    way(method, "then its last character", BOTH, (request, response) -> {
      five.to(response);
      response.getWriter().print("12345");
    });
    way(method, "then its bytes one by one", BOTH, (request, response) -> {
      five.to(response);
      for (int i = 0; i < 5; i++) {
        response.getOutputStream().write('x');
      }
    });
    way(method, "after its last byte", TOMCAT, (request, response) -> { // Jetty commits at the end
      response.getOutputStream().write(new byte[5]);
      five.to(response);
    });
  }

  private void response() {
    declares("HttpServletResponse.setContentLength(int)", r -> r.setContentLength(5));
    declares("HttpServletResponse.setContentLengthLong(long)", r -> r.setContentLengthLong(5));
    declares("HttpServletResponse.setHeader(String,String)", r -> r.setHeader("content-length", "5"));
    declares("HttpServletResponse.addHeader(String,String)", r -> r.addHeader("Content-Length", "5"));
    declares("HttpServletResponse.setIntHeader(String,int)", r -> r.setIntHeader("Content-Length", 5));
    declares("HttpServletResponse.addIntHeader(String,int)", r -> r.addIntHeader("CONTENT-LENGTH", 5));
    way("HttpServletResponse.addHeader(String,String)", "a length with a sign", TOMCAT, (request, response) -> {
      response.addHeader("Content-Length", "+5");
      response.getOutputStream().write(new byte[5]);
    });
    String none = "no byte, and none is written";
    way("HttpServletResponse.setContentLength(int)", none, JETTY, (request, response) -> {
      response.setContentLength(0);
      response.getOutputStream().write(new byte[0]);
    });
    way("HttpServletResponse.addHeader(String,String)", none, JETTY, (request, response) -> {
      response.addHeader("Content-Length", "0");
      response.getOutputStream().write(new byte[0]);
    });
    commits("HttpServletResponse.sendError(int)", (q, r) -> r.sendError(404));
    commits("HttpServletResponse.sendError(int,String)", (q, r) -> r.sendError(418, "teapot"));
    commits("HttpServletResponse.sendRedirect(String)", (q, r) -> r.sendRedirect("/read"));
    way("HttpServletResponse.sendRedirect(String,int)", "", SERVLET_6_1, (q, r) -> r.sendRedirect("/read", 303));
    way("HttpServletResponse.sendRedirect(String,boolean)", "", SERVLET_6_1,
        (q, r) -> r.sendRedirect("/read", false));
    way("HttpServletResponse.sendRedirect(String,int,boolean)", "", SERVLET_6_1,
        (q, r) -> r.sendRedirect("/read", 307, true));
    commits("HttpServletResponse.flushBuffer()", (q, r) -> r.flushBuffer());
    way("HttpServletResponse.flushBuffer()", "of a status without a body", BOTH, (request, response) -> {
      response.setStatus(204);
      response.flushBuffer();
    });
    way("HttpServletResponse.setBufferSize(int)", "then more than that", JETTY, (request, response) -> {
      response.setBufferSize(64); // Tomcat keeps the larger one it has
      response.getOutputStream().write(new byte[64]);
    });
    way("HttpServletResponse.setBufferSize(int)", "a larger one, then more than that", BOTH, (request, response) -> {
      response.setBufferSize(50_000);
      response.getOutputStream().write(new byte[MANY]);
    });
    way("HttpServletResponse.resetBuffer()", "then a declared length", BOTH, (request, response) -> {
      response.getOutputStream().write(new byte[3]);
      response.resetBuffer();
      response.addIntHeader("Content-Length", 5);
      response.getOutputStream().write(new byte[5]);
    });
    way("HttpServletResponse.reset()", "then a declared length", BOTH, (request, response) -> {
      response.getOutputStream().write(new byte[3]);
      response.reset();
      response.addIntHeader("Content-Length", 5);
      response.getWriter().write("12345");
    });
    String headers = "changes the headers alone, of which only Content-Length can commit";
    never("HttpServletResponse.addCookie(Cookie)", headers, (q, r) -> r.addCookie(new Cookie("other", "1")));
    never("HttpServletResponse.setDateHeader(String,long)", headers + ", and a date is no length",
        (q, r) -> r.setDateHeader("Expires", 0));
    never("HttpServletResponse.addDateHeader(String,long)", headers + ", and a date is no length",
        (q, r) -> r.addDateHeader("Expires", 0));
    never("HttpServletResponse.setStatus(int)", "sets a field; the end of the request sends it",
        (q, r) -> r.setStatus(204));
    never("HttpServletResponse.setContentType(String)", headers, (q, r) -> r.setContentType("text/html"));
    never("HttpServletResponse.setCharacterEncoding(String)", headers, (q, r) -> r.setCharacterEncoding("utf-8"));
    never("HttpServletResponse.setCharacterEncoding(Charset)", headers,
        (q, r) -> r.setCharacterEncoding(StandardCharsets.UTF_8));
    never("HttpServletResponse.setLocale(Locale)", headers, (q, r) -> r.setLocale(Locale.FRENCH));
    never("HttpServletResponse.setTrailerFields(Supplier)", "is asked at the end", (request, response) -> {
      if (request.getProtocol().equals("HTTP/1.1")) {
        response.setHeader("Trailer", "T");
        response.setTrailerFields(() -> Map.of("T", "1"));
      }
    });
    never("HttpServletResponse.getOutputStream()", "writes nothing itself", (q, r) -> r.getOutputStream());
    never("HttpServletResponse.getWriter()", "writes nothing itself", (q, r) -> r.getWriter());
    String tells = "only tells";
    never("HttpServletResponse.containsHeader(String)", tells, (q, r) -> r.containsHeader("a"));
    never("HttpServletResponse.encodeURL(String)", tells, (q, r) -> r.encodeURL("/"));
    never("HttpServletResponse.encodeRedirectURL(String)", tells, (q, r) -> r.encodeRedirectURL("/"));
    never("HttpServletResponse.getStatus()", tells, (q, r) -> r.getStatus());
    never("HttpServletResponse.getHeader(String)", tells, (q, r) -> r.getHeader("a"));
    never("HttpServletResponse.getHeaders(String)", tells, (q, r) -> r.getHeaders("a"));
    never("HttpServletResponse.getHeaderNames()", tells, (q, r) -> r.getHeaderNames());
    never("HttpServletResponse.getTrailerFields()", tells, (q, r) -> r.getTrailerFields());
    never("HttpServletResponse.getCharacterEncoding()", tells, (q, r) -> r.getCharacterEncoding());
    never("HttpServletResponse.getContentType()", tells, (q, r) -> r.getContentType());
    never("HttpServletResponse.getBufferSize()", tells, (q, r) -> r.getBufferSize());
    never("HttpServletResponse.isCommitted()", tells, (q, r) -> r.isCommitted());
    never("HttpServletResponse.getLocale()", tells, (q, r) -> r.getLocale());
  }

  /** Something written: as the last of a declared length, and until the buffer is full. */
  private <T> void writes(String method, int bytes, Streamed<T> out, Write<T> write) {
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
  private <T> void writesMuch(String method, Streamed<T> out, Write<T> write) {
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

  @FunctionalInterface
  private interface Streamed<T> {
    T of(HttpServletResponse response) throws IOException;
  }

  private void bytes(String signature, Write<ServletOutputStream> write) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write.to(new ServletOutputStream() {
        @Override
        public void write(int octet) {
          bytes.write(octet);
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new IllegalStateException("writes into memory");
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writes("ServletOutputStream." + signature, bytes.size(), HttpServletResponse::getOutputStream, write);
  }

  private void muchOfBytes(String signature, Write<ServletOutputStream> write) {
    writesMuch("ServletOutputStream." + signature, HttpServletResponse::getOutputStream, write);
  }

  private void stream() {
    String much = "x".repeat(MANY);
    bytes("write(int)", o -> o.write('x'));
    bytes("write(byte[])", o -> o.write(new byte[] {'x'}));
    bytes("write(byte[],int,int)", o -> o.write(new byte[] {'a', 'x', 'b'}, 1, 1));
    bytes("write(ByteBuffer)", o -> o.write(ByteBuffer.wrap(new byte[] {'x'})));
    muchOfBytes("write(byte[])", o -> o.write(new byte[MANY]));
    muchOfBytes("write(byte[],int,int)", o -> o.write(new byte[MANY + 2], 1, MANY));
    muchOfBytes("write(ByteBuffer)", o -> o.write(ByteBuffer.allocate(MANY)));
    bytes("print(String)", o -> o.print("x"));
    muchOfBytes("print(String)", o -> o.print(much));
    bytes("print(boolean)", o -> o.print(true));
    bytes("print(char)", o -> o.print('x'));
    bytes("print(int)", o -> o.print(1));
    bytes("print(long)", o -> o.print(1L));
    bytes("print(float)", o -> o.print(1f));
    bytes("print(double)", o -> o.print(1d));
    bytes("println()", o -> o.println());
    bytes("println(String)", o -> o.println("x"));
    muchOfBytes("println(String)", o -> o.println(much));
    bytes("println(boolean)", o -> o.println(true));
    bytes("println(char)", o -> o.println('x'));
    bytes("println(int)", o -> o.println(1));
    bytes("println(long)", o -> o.println(1L));
    bytes("println(float)", o -> o.println(1f));
    bytes("println(double)", o -> o.println(1d));
    commits("ServletOutputStream.flush()", (q, r) -> r.getOutputStream().flush());
    commits("ServletOutputStream.close()", (q, r) -> r.getOutputStream().close());
    for (int length : new int[] {5, MANY}) {
      way("ServletOutputStream.setWriteListener(WriteListener)", "and " + length + " bytes of a declared length", BOTH,
          (request, response) -> async(request, response, length, out -> {}));
    }
    Write<ServletOutputStream> flush = out -> {
      out.write(new byte[5]);
      if (out.isReady()) {
        out.flush();
      }
    };
    Write<ServletOutputStream> close = out -> {
      out.write(new byte[5]);
      if (out.isReady()) {
        out.close();
      }
    };
    way("ServletOutputStream.setWriteListener(WriteListener)", "and a flush", BOTH, (q, r) -> async(q, r, -1, flush));
    way("ServletOutputStream.setWriteListener(WriteListener)", "and a close", BOTH, (q, r) -> async(q, r, -1, close));
    never("ServletOutputStream.isReady()", "only tells; what waits was announced when it was written",
        (q, r) -> assertThat(r.getOutputStream().isReady()).isTrue());
  }

  /** Writes without blocking, then completes. */
  private static void async(HttpServletRequest request, HttpServletResponse response, int length,
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

  private void text(String signature, Write<PrintWriter> write) {
    StringWriter text = new StringWriter();
    try (PrintWriter writer = new PrintWriter(text)) {
      write.to(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writes("PrintWriter." + signature, text.toString().length(), HttpServletResponse::getWriter, write);
  }

  private void muchText(String signature, Write<PrintWriter> write) {
    writesMuch("PrintWriter." + signature, HttpServletResponse::getWriter, write);
  }

  private void writer() {
    String much = "x".repeat(MANY);
    text("write(int)", w -> w.write('x'));
    text("write(char[])", w -> w.write(new char[] {'x'}));
    text("write(char[],int,int)", w -> w.write(new char[] {'a', 'x', 'b'}, 1, 1));
    text("write(String)", w -> w.write("x"));
    text("write(String,int,int)", w -> w.write("axb", 1, 1));
    muchText("write(char[])", w -> w.write(much.toCharArray()));
    muchText("write(char[],int,int)", w -> w.write(much.toCharArray(), 1, MANY - 2));
    muchText("write(String)", w -> w.write(much));
    muchText("write(String,int,int)", w -> w.write(much, 1, MANY - 2));
    text("print(boolean)", w -> w.print(true));
    text("print(char)", w -> w.print('x'));
    text("print(int)", w -> w.print(1));
    text("print(long)", w -> w.print(1L));
    text("print(float)", w -> w.print(1f));
    text("print(double)", w -> w.print(1d));
    text("print(char[])", w -> w.print(new char[] {'x'}));
    text("print(String)", w -> w.print("x"));
    text("print(Object)", w -> w.print(List.of("x")));
    muchText("print(char[])", w -> w.print(much.toCharArray()));
    muchText("print(String)", w -> w.print(much));
    muchText("print(Object)", w -> w.print(List.of(much)));
    text("println()", w -> w.println());
    text("println(boolean)", w -> w.println(true));
    text("println(char)", w -> w.println('x'));
    text("println(int)", w -> w.println(1));
    text("println(long)", w -> w.println(1L));
    text("println(float)", w -> w.println(1f));
    text("println(double)", w -> w.println(1d));
    text("println(char[])", w -> w.println(new char[] {'x'}));
    text("println(String)", w -> w.println("x"));
    text("println(Object)", w -> w.println(List.of("x")));
    muchText("println(char[])", w -> w.println(much.toCharArray()));
    muchText("println(String)", w -> w.println(much));
    muchText("println(Object)", w -> w.println(List.of(much)));
    text("printf(String,Object[])", w -> w.printf("%s", "x"));
    text("printf(Locale,String,Object[])", w -> w.printf(Locale.ROOT, "%s", "x"));
    text("format(String,Object[])", w -> w.format("%s", "x"));
    text("format(Locale,String,Object[])", w -> w.format(Locale.ROOT, "%s", "x"));
    muchText("printf(String,Object[])", w -> w.printf("%s", much));
    muchText("printf(Locale,String,Object[])", w -> w.printf(Locale.ROOT, "%s", much));
    muchText("format(String,Object[])", w -> w.format("%s", much));
    muchText("format(Locale,String,Object[])", w -> w.format(Locale.ROOT, "%s", much));
    text("append(CharSequence)", w -> w.append("x"));
    text("append(CharSequence,int,int)", w -> w.append("axb", 1, 2));
    text("append(char)", w -> w.append('x'));
    muchText("append(CharSequence)", w -> w.append(much));
    muchText("append(CharSequence,int,int)", w -> w.append(much, 1, MANY - 2));
    commits("PrintWriter.flush()", (q, r) -> r.getWriter().flush());
    commits("PrintWriter.close()", (q, r) -> r.getWriter().close());
    way("PrintWriter.checkError()", "which flushes", BOTH, (q, r) -> assertThat(r.getWriter().checkError()).isFalse());
  }

  // --- the tries

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_with_the_response_whatever_method_commits_it(Container container) throws Exception {
    assertNoneLost(container, false);
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_ids_cookie_leaves_with_the_response_whatever_method_commits_it(Container container) throws Exception {
    assertNoneLost(container, true);
  }

  private void assertNoneLost(Container container, boolean changed) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      for (Map.Entry<String, List<Way>> method : committing.entrySet()) {
        for (Way way : method.getValue()) {
          if (way.where().contains(container)) {
            tries.add(site, (method.getKey() + " " + way.what()).strip(), (request, response) -> {
              way.step().on(request, response);
              if (!request.isAsyncStarted()) {
                assertThat(response.isCommitted()).as("committed by it").isTrue();
              }
            });
          }
        }
      }
      site.on(container);
      tries.run(site, changed);
    }
    tries.assertNoneLost();
  }

  @ParameterizedTest
  @EnumSource
  void what_cannot_commit_does_not(Container container) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      harmless.forEach((method, reason) -> tries.add(site, method + ", which " + reason.why(), (request, response) -> {
        reason.step().on(request, response);
        assertThat(response.isCommitted()).as("committed by it").isFalse();
        assertThat(response.getHeaders("Set-Cookie")).as("saved by it").noneMatch(c -> c.startsWith("sid="));
      }));
      site.on(container);
      tries.run(site, false);
    }
    tries.assertNoneLost();
  }

  @Test
  void no_method_is_forgotten() {
    Set<String> there = new TreeSet<>();
    for (Class<?> type : List.of(HttpServletResponse.class, ServletOutputStream.class, PrintWriter.class)) {
      for (Method method : type.getMethods()) {
        if (method.getDeclaringClass() != Object.class && !method.isBridge()
            && !Modifier.isStatic(method.getModifiers())) {
          there.add(type.getSimpleName() + '.' + method.getName() + Arrays.stream(method.getParameterTypes())
              .map(Class::getSimpleName).collect(Collectors.joining(",", "(", ")")));
        }
      }
    }
    Set<String> known = new TreeSet<>(committing.keySet());
    known.addAll(harmless.keySet());
    for (String method : there) {
      if (!known.contains(method)) {
        fail(method + " has no case: say here how it commits a response, or why it cannot.");
      }
    }
    assertThat(known).as("cases of methods that are gone").isEqualTo(there);
  }

  // --- sizes

  private static final Map<String, Sized> KINDS = kinds();

  @FunctionalInterface
  private interface Sized {
    void write(HttpServletRequest request, HttpServletResponse response, int size) throws Exception;
  }

  private static Map<String, Sized> kinds() {
    Map<String, Sized> kinds = new LinkedHashMap<>();
    kinds.put("write(byte[])", (q, r, size) -> r.getOutputStream().write(new byte[size]));
    kinds.put("write(ByteBuffer)", (q, r, size) -> r.getOutputStream().write(ByteBuffer.allocate(size)));
    kinds.put("write(int)", (request, response, size) -> {
      for (int i = 0; i < size; i++) {
        response.getOutputStream().write('x');
      }
    });
    kinds.put("the stream's print", (q, r, size) -> r.getOutputStream().print("x".repeat(size)));
    kinds.put("a byte, then the rest", (request, response, size) -> {
      response.getOutputStream().write('x');
      response.getOutputStream().write(new byte[size - 1]);
    });
    kinds.put("the writer's write", (q, r, size) -> r.getWriter().write("x".repeat(size)));
    kinds.put("the writer's write of what needs two bytes", (q, r, size) -> r.getWriter().write("é".repeat(size)));
    kinds.put("the writer's append", (request, response, size) -> {
      for (int i = 0; i < size; i++) {
        response.getWriter().append('x');
      }
    });
    kinds.put("a length set, then write(byte[])", (request, response, size) -> {
      response.setContentLength(size);
      response.getOutputStream().write(new byte[size]);
    });
    kinds.put("a length added, then write(byte[])", (request, response, size) -> {
      response.addHeader("Content-Length", "" + size);
      response.getOutputStream().write(new byte[size]);
    });
    kinds.put("a length added as a number, then the writer", (request, response, size) -> {
      response.addIntHeader("Content-Length", size);
      response.getWriter().print("x".repeat(size));
    });
    kinds.put("asynchronously", (q, r, size) -> async(q, r, -1, out -> out.write(new byte[size])));
    kinds.put("by an included page", (q, r, size) -> q.getRequestDispatcher("/write/" + size).include(q, r));
    kinds.put("by a page forwarded to", (q, r, size) -> q.getRequestDispatcher("/write/" + size).forward(q, r));
    kinds.put("a file, forwarded to", (q, r, size) -> q.getRequestDispatcher("/files/" + size + ".txt").forward(q, r));
    kinds.put("a file, included",
        (q, r, size) -> q.getRequestDispatcher("/files/" + size + ".txt").include(q, r));
    return kinds;
  }

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_with_a_body_of_any_size(Container container) throws Exception {
    assertNoneLostOfAnySize(container, false);
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_ids_cookie_leaves_with_a_body_of_any_size(Container container) throws Exception {
    assertNoneLostOfAnySize(container, true);
  }

  private static void assertNoneLostOfAnySize(Container container, boolean changed) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      for (int size : Container.FILE_SIZES) {
        site.page("/write/" + size, (q, r) -> r.getOutputStream().write(new byte[size]));
        KINDS.forEach((kind, write) -> tries.add(site, kind + ", " + size,
            (q, r) -> write.write(q, r, size)));
      }
      site.on(container);
      tries.run(site, changed);
    }
    tries.assertNoneLost();
  }

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_with_the_answer_to_a_HEAD(Container container) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      for (int size : List.of(1, 8191, 12_000, 65_536)) {
        site.page("/write/" + size, (q, r) -> r.getOutputStream().write(new byte[size]));
        KINDS.forEach((kind, write) -> tries.add(site, kind + ", " + size,
            (q, r) -> write.write(q, r, size)));
      }
      site.on(container);
      tries.run(site, false, Browser::head);
    }
    tries.assertNoneLost();
  }

  /** Its default is a quarter of its buffer, both can be set. */
  @Test
  void a_cookie_leaves_however_little_Jetty_keeps() throws Exception {
    for (int[] sizes : new int[][] {{32_768, 8192}, {32_768, 2048}, {4096, 1024}, {1, 1}}) {
      HttpConfiguration configuration = new HttpConfiguration();
      configuration.setOutputBufferSize(sizes[0]);
      configuration.setOutputAggregationSize(sizes[1]);
      Page page = (request, response) -> {
        request.getSession().setAttribute("user", "ada");
        response.getOutputStream().write(new byte[sizes[1] + 1]);
        assertThat(response.isCommitted()).isTrue();
      };
      try (Site site = new Site(); Container.Running jetty = Container.jetty(configuration,
          context -> SessionFilter.on(site.store).build().addTo(context), Map.of("/", page))) {
        HttpResponse<String> response = new Browser(jetty.port()).get("/");
        assertThat(Browser.setCookies(response)).as("%d of %d bytes", sizes[1] + 1, sizes[0]).hasSize(1);
      }
    }
  }

  /** Tomcat hands it on; others may read digits out of it. */
  @Test
  void a_length_that_is_no_number_is_taken_for_the_shortest() throws Exception {
    List<Object> cookies = new ArrayList<>();
    try (Site site = new Site()) {
      site.page("/", (request, response) -> {
        request.getSession().setAttribute("user", "ada");
        response.addHeader("Content-Length", "5x");
        response.getOutputStream().write(new byte[1]);
        cookies.addAll(response.getHeaders("Set-Cookie"));
        response.reset();
      }).on(Container.TOMCAT);
      site.browser().get("/");
    }
    assertThat(cookies).hasSize(1);
  }

  // --- dispatches and statuses

  private static void tryEnds(Site site, Tries tries) {
    site.page("/nothing", (request, response) -> {})
        .page("/little", (q, r) -> r.getWriter().print("x"))
        .page("/not-modified", (q, r) -> r.setStatus(304))
        .page("/forwards", (q, r) -> q.getRequestDispatcher("/little").forward(q, r))
        .page("/puts", (q, r) -> q.getSession().setAttribute("more", 1))
        .page("/starts", (request, response) -> {
          AsyncContext context = request.startAsync();
          context.start(() -> {
            request.getSession().setAttribute("later", 1);
            context.complete();
          });
        })
        .page("/closes", (q, r) -> r.getWriter().close());
    for (String to : List.of("/nothing", "/little", "/not-modified", "/forwards", "/puts", "/closes", "/starts")) {
      tries.add(site, "a forward to " + to, (q, r) -> q.getRequestDispatcher(to).forward(q, r));
      tries.add(site, "a forward from the context to " + to,
          (q, r) -> q.getServletContext().getRequestDispatcher(to).forward(q, r));
      tries.add(site, "an include of " + to, (q, r) -> q.getRequestDispatcher(to).include(q, r));
      tries.add(site, "an asynchronous dispatch to " + to, (q, r) -> q.startAsync().dispatch(to));
    }
    for (boolean empty : new boolean[] {false, true}) {
      tries.add(site, "a forward by a servlet's name, " + (empty ? "empty" : "a little"), (request, response) -> {
        if (request.getAttribute("again") == null) {
          request.setAttribute("again", true);
          request.getServletContext().getNamedDispatcher("pages").forward(request, response);
        } else if (!empty) {
          response.getWriter().print("x");
        }
      });
    }
    tries.add(site, "a header without a name, which a container ignores", (request, response) -> {
      response.setHeader(null, "a");
      response.addHeader(null, "a");
      response.setIntHeader(null, 1);
      response.addIntHeader(null, 1);
    });
    for (int status : new int[] {204, 304}) {
      tries.add(site, "status " + status, (q, r) -> r.setStatus(status));
      tries.add(site, "status " + status + " and a body that is dropped", (request, response) -> {
        response.setStatus(status);
        response.getOutputStream().write(new byte[12_000]);
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_new_sessions_cookie_leaves_however_the_request_ends(Container container) throws Exception {
    assertNoneLostAtTheEnd(container, false);
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_ids_cookie_leaves_however_the_request_ends(Container container) throws Exception {
    assertNoneLostAtTheEnd(container, true);
  }

  private static void assertNoneLostAtTheEnd(Container container, boolean changed) throws Exception {
    Tries tries = new Tries();
    try (Site site = new Site()) {
      tries.pages(site);
      tryEnds(site, tries);
      site.on(container);
      tries.run(site, changed);
    }
    tries.assertNoneLost();
  }

  /** Requests that each touch the session, then do one thing; what was lost is told by name. */
  private static final class Tries {

    private final Map<String, String> paths = new LinkedHashMap<>();
    private final List<String> lost = new ArrayList<>();

    void pages(Site site) {
      site.page("/put", (q, r) -> q.getSession().setAttribute("user", "ada"))
          .page("/read", (request, response) -> {
            if (request.getSession(false) != null) {
              response.getWriter().print(request.getSession(false).getAttribute("user"));
            }
          });
    }

    void add(Site site, String what, Step step) {
      String path = "/" + paths.size();
      paths.put(what, path);
      site.page(path, (request, response) -> {
        if (request.getSession(false) != null) {
          request.changeSessionId();
        } else {
          request.getSession().setAttribute("user", "ada");
        }
        try {
          step.on(request, response);
        } catch (AssertionError e) {
          lost.add(what + ": " + e.getMessage().strip().replaceAll("\\s+", " "));
        }
      });
    }

    @FunctionalInterface
    private interface Request {
      HttpResponse<String> by(Browser browser, String path) throws Exception;
    }

    void run(Site site, boolean changed) throws Exception {
      run(site, changed, (browser, path) -> browser.get(path));
    }

    void run(Site site, boolean changed, Request request) throws Exception {
      for (Map.Entry<String, String> one : paths.entrySet()) {
        Browser browser = site.browser();
        String before = null;
        if (changed) {
          browser.get("/put");
          before = browser.cookie("sid");
        }
        HttpResponse<String> response = request.by(browser, one.getValue());
        if (response.statusCode() >= 500) {
          lost.add(one.getKey() + ": answered " + response.statusCode());
        } else if (browser.cookie("sid") == null || browser.cookie("sid").equals(before)) {
          lost.add(one.getKey() + ": no cookie");
        } else if (!browser.body("/read").equals("ada")) {
          lost.add(one.getKey() + ": the next request finds no session");
        }
      }
    }

    void assertNoneLost() {
      assertThat(lost).as("lost of %d tries", paths.size()).isEmpty();
      assertThat(paths).isNotEmpty();
    }
  }
}
