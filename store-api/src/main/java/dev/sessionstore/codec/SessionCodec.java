package dev.sessionstore.codec;

/** Session to document and back. Thread-safe; holds no connection, may be slow. */
public interface SessionCodec {

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
