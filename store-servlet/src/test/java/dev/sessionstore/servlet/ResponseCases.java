package dev.sessionstore.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The methods of a response. */
final class ResponseCases extends CommitCases {

  ResponseCases() {
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

  /** Declares a length before the last byte, and after it, when Tomcat commits the response too. */
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
}
