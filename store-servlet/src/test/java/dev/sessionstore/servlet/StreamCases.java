package dev.sessionstore.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The methods of a response's stream. */
final class StreamCases extends CommitCases {

  StreamCases() {
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
}
