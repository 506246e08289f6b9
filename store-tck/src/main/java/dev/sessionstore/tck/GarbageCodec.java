package dev.sessionstore.tck;

import dev.sessionstore.codec.JacksonSessionCodec;
import dev.sessionstore.codec.SessionCodec;
import dev.sessionstore.codec.SessionDocument;
import java.util.function.Supplier;

/**
 * Writes a text of the test's in place of each document, so that rows unreadable to others come
 * about on any storage.
 */
final class GarbageCodec implements SessionCodec {

  private final SessionCodec sound = new JacksonSessionCodec();
  private final Supplier<String> text;

  GarbageCodec(Supplier<String> text) {
    this.text = text;
  }

  @Override
  public String encode(SessionDocument document) {
    return text.get();
  }

  @Override
  public SessionDocument decode(String data) {
    return sound.decode(data);
  }
}
