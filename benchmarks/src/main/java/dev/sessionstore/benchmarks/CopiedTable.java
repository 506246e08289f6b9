package dev.sessionstore.benchmarks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a contestant's table is filled: with copies of the rows of one session.
 *
 * @param name the table's name
 * @param live what differs in the n-th copy, by column in lower case
 * @param dead what also differs in expired copies
 */
record CopiedTable(String name, Map<String, Difference> live, Map<String, Difference> dead) {

  /** A column's value in a copy. */
  @FunctionalInterface
  interface Difference {

    /**
     * Returns the value.
     *
     * @param number the number of the copy
     * @param row the values of the copied row
     */
    @Nullable Object in(int number, Map<String, @Nullable Object> row);
  }
}
