package dev.sessionstore.it.swap;

/**
 * The same with a context class loader without backend and driver, as on the thread of a pool.
 */
final class OpensOnAnotherThread {

  private OpensOnAnotherThread() {}

  public static void main(String[] none) {
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    System.out.println(OpensAndReads.userReadBack());
  }
}
