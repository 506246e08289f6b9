package dev.sessionstore.memory.offender;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.logging.Logger;

final class SleepsAndPrints {

  /** A method reference counts as much as a call. */
  static final LongConsumer PAUSE = LockSupport::parkNanos;

  private SleepsAndPrints() {}

  static void run() throws InterruptedException {
    Thread.sleep(1);
    System.out.println("done");
    Logger.getLogger("done").info("done");
  }
}
