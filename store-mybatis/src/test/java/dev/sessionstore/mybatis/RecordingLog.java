package dev.sessionstore.mybatis;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.ibatis.logging.Log;

/** What MyBatis would log if all of it were switched on. Public, as MyBatis makes it. */
public final class RecordingLog implements Log {

  static final Queue<String> RECORDS = new ConcurrentLinkedQueue<>();

  private final String name;

  /**
   * As MyBatis asks.
   *
   * @param name of the logger
   */
  public RecordingLog(String name) {
    this.name = name;
  }

  private void record(String text) {
    RECORDS.add(name + ": " + text);
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }

  @Override
  public boolean isTraceEnabled() {
    return true;
  }

  @Override
  public void error(String text, Throwable failure) {
    record(text + failure);
  }

  @Override
  public void error(String text) {
    record(text);
  }

  @Override
  public void debug(String text) {
    record(text);
  }

  @Override
  public void trace(String text) {
    record(text);
  }

  @Override
  public void warn(String text) {
    record(text);
  }
}
