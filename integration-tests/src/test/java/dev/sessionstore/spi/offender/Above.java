package dev.sessionstore.spi.offender;

/** What the other package leads back to. */
public final class Above {

  private Above() {}
}
