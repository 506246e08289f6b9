package dev.sessionstore.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * The tour, stopped before the last of its updates, so that a test can kill it between updates.
 */
final class HeldTour {

  private HeldTour() {}

  /** Takes the program's own options. */
  public static void main(String... arguments) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8) {
      @Override
      public synchronized void println(String line) { // so that no other thread acknowledges anything either
        super.println(line);
        if (line.strip().equals("900 updates acknowledged")) {
          hold(never);
        }
      }
    };
    App.run(out, System.err, arguments);
  }

  private static void hold(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
