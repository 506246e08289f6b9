package dev.sessionstore.benchmarks;

import dev.sessionstore.spi.SessionRow;
import org.jspecify.annotations.Nullable;

/** A row's statements without a store above them: by raw JDBC, or as an ORM's guide has them. */
interface PlainTable extends AutoCloseable {

  @Nullable SessionRow find(String key) throws Exception;

  void insert(SessionRow row) throws Exception;

  boolean update(String key, long version, long now, SessionRow row) throws Exception;

  boolean touch(String key, long now, long idle, long lifetime, long latest) throws Exception;

  boolean delete(String key) throws Exception;

  @Override
  default void close() {}
}
