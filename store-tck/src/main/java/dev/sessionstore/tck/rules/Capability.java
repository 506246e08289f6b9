package dev.sessionstore.tck.rules;

/**
 * What a harness can offer beyond a store. A rule that needs one the harness does not declare is
 * skipped, with a sentence that says how to declare it; never passed. A declared one must work.
 */
public enum Capability {

  /** A {@link javax.sql.DataSource} the kit can watch, hold and break. */
  SQL("an SQL database the kit can watch", "override database() and open the store on dataSource()"),

  /** {@code createTable} and {@code validateTable} make and check a real table. */
  TABLE("a table that createTable really makes and validateTable really checks",
      "override database(), or name TABLE in capabilities()"),

  /**
   * Each store may have any table and any declared columns; a mapped class of the user's own fixes
   * both.
   */
  COLUMNS("any table name and any declared columns",
      "open the store by its options alone and name COLUMNS in capabilities()"),

  /** A table in a schema of its own, as {@code schema.table}. */
  SCHEMAS("a table in a schema of its own", "name SCHEMAS in capabilities()"),

  /** Columns of a table that is there can be dropped and changed. */
  ALTER("a database that drops and changes columns", "name ALTER in capabilities()"),

  /** A statement of the store's commits while another connection's transaction has written. */
  CONCURRENT_WRITES("writes beside another connection's open transaction",
      "name CONCURRENT_WRITES in capabilities()"),

  /** Rows of the user's own mapped class, with a column the store does not know. */
  OWN_MODEL("a mapped class of the user's own", "name OWN_MODEL in capabilities() and override openOwnModel(prepared)");

  private final String meaning;
  private final String remedy;

  Capability(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** {@return why a rule that needs this is skipped, and how to have it proved} */
  public String missing() {
    return "needs " + name() + " (" + meaning + "), which this harness does not declare. To have it proved, " + remedy
        + ".";
  }
}
