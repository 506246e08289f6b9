package dev.sessionstore.examples.web;

import dev.sessionstore.Column;

/** The session's user as a column of the table, to find the sessions of one user. */
public final class UserColumn {

  /** The attribute it is computed from. */
  static final String ATTRIBUTE = "user";

  /** The column {@code user_name}; null in the rows of visitors who have not signed in. */
  public static final Column<String> USER =
      Column.string("user_name", 80, s -> s.get(ATTRIBUTE, String.class).orElse(null)).withIndex();

  private UserColumn() {}
}
