package dev.sessionstore.it.swap;

import dev.sessionstore.it.databases.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Two backends on one table, in order.
 *
 * @param database the table's database
 * @param one the first backend
 * @param other the second, which uses the first one's rows
 */
record Pair(Database database, Backend one, Backend other) {

  /** All of them, database by database. */
  static List<Pair> all() {
    List<Pair> all = new ArrayList<>();
    for (Database database : Database.values()) {
      for (Backend one : Backend.values()) {
        for (Backend other : Backend.values()) {
          if (one != other) {
            all.add(new Pair(database, one, other));
          }
        }
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return database + ": " + one + ", then " + other;
  }
}
