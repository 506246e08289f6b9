package dev.sessionstore.types.offender;

import jakarta.servlet.http.HttpSession;

final class KnowsServlets {

  private final Class<?> session = HttpSession.class;

  @Override
  public String toString() {
    return session.getName();
  }
}
