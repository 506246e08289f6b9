package dev.sessionstore.it.swap;

import java.util.Locale;

/** The project's backends, each by the name that a builder takes. */
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
