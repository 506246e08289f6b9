package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The methods of a response's writer. */
final class WriterCases extends CommitCases {

  WriterCases() {
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
}
