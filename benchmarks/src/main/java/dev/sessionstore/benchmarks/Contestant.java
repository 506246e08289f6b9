package dev.sessionstore.benchmarks;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store of sessions, driven through its public classes. Thread-safe. What it has no
 * {@link #operations} for throws.
 */
interface Contestant extends AutoCloseable {

  /** {@return what it can do} */
  Set<Operation> operations();

  /**
   * {@return its tables, once a first session has been created; how rows differ from that
   * session's}
   */
  List<CopiedTable> tables();

  /**
   * Creates a session of the payload.
   *
   * @return its id
   */
  String create() throws Exception;

  /**
   * Looks up.
   *
   * @param id of a live one
   * @return the session with its attributes at hand, or null
   */
  @Nullable Object get(String id) throws Exception;

  /** Gets, and notes the access as the application's filter would. */
  void request(String id) throws Exception;

  /** Gets, sets {@code visits} to this and stores. */
  void change(String id, long visits) throws Exception;

  /** The same in one call that loses nobody's write. */
  default void update(String id, long visits) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Slides, without reading. */
  default void touch(String id) throws Exception {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives it another id.
   *
   * @return the new one
   */
  default String rotate(String id) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Removes. */
  void destroy(String id) throws Exception;

  /**
   * Finds the sessions of one user.
   *
   * @return how many
   */
  default int findBy(String user) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Removes all dead rows. */
  void sweep() throws Exception;

  @Override
  void close();
}
