package dev.sessionstore.it.swap;

import java.util.Locale;

/** The project's backends, each with the name for a builder. */
enum Backend {
  JDBC,
  HIBERNATE,
  MYBATIS,
  EBEAN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
