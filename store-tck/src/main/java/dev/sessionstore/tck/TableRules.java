package dev.sessionstore.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;



/** The table itself. */
interface TableRules extends RuleGroup {

  @Rule(value = {"TABLE-2", "TABLE-3"}, needs = Capability.TABLE)
  default void the_table_can_be_made_twice_and_is_what_the_store_needs() {
    kit().store().createTable();
    kit().store().createTable();
    kit().store().validateTable();
    assertEquals(0, kit().store().length(), "TABLE-2: making an existing table changes nothing");
  }
}
