package dev.sessionstore;

/**
 * Converts a session to the text of the column {@code data}, and back. Implementations must be
 * thread-safe. They are called with no connection held, so they may be slow.
 */
public interface SessionCodec {

  /**
   * Returns the default codec: plain JSON, attributes at the top level and cookie facts under
   * {@code cookie}, as Express applications write it. A codec of your own may use it to read such
   * documents.
   *
   * @return the codec
   */
  static SessionCodec json() {
    return new JacksonSessionCodec();
  }

  /**
   * Encodes a session.
   *
   * @param document the session's content
   * @return a text that any UTF-8 column can store
   */
  String encode(SessionDocument document);

  /**
   * Decodes a stored text, which an older codec may have written.
   *
   * @param data a stored text
   * @return the session's content
   * @throws RuntimeException when the text cannot be read; {@link OnUnreadable} applies (GET-6)
   */
  SessionDocument decode(String data);
}
