package dev.sessionstore;

/**
 * Turns a session into the text of the column {@code data}, and back. Thread-safe. It is called
 * with no connection held, so it may be slow.
 */
public interface SessionCodec {

  /**
   * The codec that stores use unless told otherwise: plain JSON, attributes at the top level and
   * cookie facts under {@code cookie}, as Express applications write it.
   *
   * @return a codec, also for one of your own that goes on reading these documents
   */
  static SessionCodec json() {
    return new JacksonSessionCodec();
  }

  /**
   * Writes.
   *
   * @param document what to write
   * @return text that any UTF-8 column can hold
   */
  String encode(SessionDocument document);

  /**
   * Reads; may go on reading what older codecs wrote.
   *
   * @param data a stored text
   * @return what it holds
   * @throws RuntimeException when it cannot be read; the engine decides what that means (GET-6)
   */
  SessionDocument decode(String data);
}
