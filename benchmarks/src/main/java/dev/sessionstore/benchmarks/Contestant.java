package dev.sessionstore.benchmarks;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session store, used through its public classes. Methods of operations that are not in
 * {@link #operations} throw. Thread-safe.
 */
interface Contestant extends AutoCloseable {

  /** {@return the operations it has} */
  Set<Operation> operations();

  /**
   * {@return its tables, after a first session has been created, and how other rows differ from
   * that session's}
   */
  List<CopiedTable> tables();

  /**
   * Creates a session with the payload.
   *
   * @return its id
   */
  String create() throws Exception;

  /**
   * Returns a session.
   *
   * @param id the id of a live session
   * @return the session with its attributes decoded, or null
   */
  @Nullable Object get(String id) throws Exception;

  /** Gets a session, and records the access as the application's filter would. */
  void request(String id) throws Exception;

  /** Gets a session, sets {@code visits} and stores it. */
  void change(String id, long visits) throws Exception;

  /** Does the same in one call that loses no other write. */
  default void update(String id, long visits) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Slides the expiry, without reading. */
  default void touch(String id) throws Exception {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives a session another id.
   *
   * @return the new id
   */
  default String rotate(String id) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Removes a session. */
  void destroy(String id) throws Exception;

  /**
   * Finds the sessions of one user.
   *
   * @return the number of sessions
   */
  default int findBy(String user) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Removes all expired rows. */
  void sweep() throws Exception;

  @Override
  void close();
}
