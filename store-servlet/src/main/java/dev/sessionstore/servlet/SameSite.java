package dev.sessionstore.servlet;

/** Which requests of other sites carry the cookie. */
public enum SameSite {
  /** None of them. */
  STRICT("Strict"),
  /** Links followed from there, no forms, frames or scripts. */
  LAX("Lax"),
  /** All; browsers then demand {@code Secure}. */
  NONE("None");

  private final String attribute;

  SameSite(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }
}
