package dev.sessionstore.tck.rules;

import dev.sessionstore.SessionCodec;
import dev.sessionstore.SessionDocument;
import java.util.function.Supplier;

/**
 * Writes the test's text instead of each document. So a test can make unreadable rows on any
 * storage.
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
