package dev.sessionstore.it.swap;

/**
 * The same where the context class loader knows neither backend nor driver, as on a thread of some
 * pool.
 */
final class OpensOnAnotherThread {

  private OpensOnAnotherThread() {}

  public static void main(String[] none) {
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    System.out.println(OpensAndReads.userReadBack());
  }
}
