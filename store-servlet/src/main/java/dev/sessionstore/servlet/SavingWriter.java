package dev.sessionstore.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The container's writer; notifies the response before each character is written. */
final class SavingWriter extends Writer {

  /** Encodings with one byte for ASCII and at most three for any other char. */
  private static final List<String> COMPACT =
      Stream.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII)
          .map(Charset::name).toList();
  private static final int MAX_BYTES_PER_CHAR = 4;

  private final PrintWriter writer;
  private final SessionResponse response;
  private final boolean compact;

  SavingWriter(PrintWriter writer, SessionResponse response) {
    this.writer = writer;
    this.response = response;
    this.compact = COMPACT.contains(response.getCharacterEncoding().toUpperCase(Locale.ROOT));
  }

  PrintWriter asPrintWriter() {
    return new PrintWriter(this) {
      @Override
      public boolean checkError() { // detects a closed connection
        return super.checkError() | writer.checkError();
      }
    };
  }

  @Override
  public void write(char[] chars, int from, int length) throws IOException {
    long bytes = 0;
    for (int i = from; i < from + length; i++) {
      bytes += !compact ? MAX_BYTES_PER_CHAR : chars[i] < 0x80 ? 1 : 3;
    }
    response.beforeWriting(bytes);
    writer.write(chars, from, length);
  }

  @Override
  public void flush() {
    response.beforeCommit();
    writer.flush();
  }

  @Override
  public void close() {
    response.beforeCommit();
    writer.close();
  }
}
