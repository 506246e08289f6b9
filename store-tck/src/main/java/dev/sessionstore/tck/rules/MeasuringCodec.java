package dev.sessionstore.tck.rules;

import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The default codec, which records how many UTF-8 bytes the last document has. */
final class MeasuringCodec implements SessionCodec {

  private final SessionCodec plain = SessionCodec.json();
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
