package dev.sessionstore.tck;

import dev.sessionstore.codec.JacksonSessionCodec;
import dev.sessionstore.codec.SessionCodec;
import dev.sessionstore.codec.SessionDocument;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The default codec, which notes the UTF-8 bytes of the last document. */
final class MeasuringCodec implements SessionCodec {

  private final SessionCodec plain = new JacksonSessionCodec();
  private final AtomicInteger bytes;

  MeasuringCodec(AtomicInteger bytes) {
    this.bytes = bytes;
  }

  @Override
  public String encode(SessionDocument document) {
    String text = plain.encode(document);
    bytes.set(text.getBytes(StandardCharsets.UTF_8).length);
    return text;
  }

  @Override
  public SessionDocument decode(String data) {
    return plain.decode(data);
  }
}
