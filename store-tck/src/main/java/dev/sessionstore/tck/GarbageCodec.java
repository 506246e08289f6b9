package dev.sessionstore.tck;

import dev.sessionstore.codec.JacksonSessionCodec;
import dev.sessionstore.codec.SessionCodec;
import dev.sessionstore.codec.SessionDocument;

/** Writes a text of its own in place of each document, so that rows unreadable to others come about on any storage. */
final class GarbageCodec implements SessionCodec {

  private final SessionCodec sound = new JacksonSessionCodec();
  private final String text;

  GarbageCodec(String text) {
    this.text = text;
  }

  @Override
  public String encode(SessionDocument document) {
    return text;
  }

  @Override
  public SessionDocument decode(String data) {
    return sound.decode(data);
  }
}
