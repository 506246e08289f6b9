package dev.sessionstore.examples.web;

/** Another program listens on the port. */
public final class PortTakenException extends Exception {

  private static final long serialVersionUID = 1L;

  PortTakenException(int port, Throwable cause) {
    super("The port " + port
        + " is taken; stop the program that listens there, or name another by --port (0: any free one).", cause);
  }
}
