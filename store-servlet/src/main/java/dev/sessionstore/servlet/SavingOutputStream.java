package dev.sessionstore.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The container's stream; notifies the response before each byte is written. */
final class SavingOutputStream extends ServletOutputStream {

  private final ServletOutputStream stream;
  private final SessionResponse response;

  SavingOutputStream(ServletOutputStream stream, SessionResponse response) {
    this.stream = stream;
    this.response = response;
  }

  @Override
  public void write(int octet) throws IOException {
    response.beforeWriting(1);
    stream.write(octet);
  }

  @Override
  public void write(byte[] octets, int from, int length) throws IOException {
    response.beforeWriting(length);
    stream.write(octets, from, length);
  }

  @Override
  public void flush() throws IOException {
    response.beforeCommit();
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    response.beforeCommit();
    stream.close();
  }

  @Override
  public boolean isReady() {
    return stream.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    stream.setWriteListener(listener);
  }
}
