package dev.sessionstore.servlet;

/** Which requests from other sites include the cookie. */
public enum SameSite {
  /** None. */
  STRICT("Strict"),
  /** Links that are followed, but not forms, frames or scripts. */
  LAX("Lax"),
  /** All; browsers then require {@code Secure}. */
  NONE("None");

  private final String attribute;

  SameSite(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }
}
