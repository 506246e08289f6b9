package dev.sessionstore.tck.rules;

import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import java.util.function.Supplier;

/**
 * Writes a text of the test's in place of each document, so that rows unreadable to others come
 * about on any storage.
 */
final class GarbageCodec implements SessionCodec {

  private final SessionCodec sound = SessionCodec.json();
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
