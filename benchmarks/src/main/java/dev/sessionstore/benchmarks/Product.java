package dev.sessionstore.benchmarks;

import dev.sessionstore.it.databases.Database;
import dev.sessionstore.it.databases.ServerProduct;
import org.jspecify.annotations.Nullable;

/** The databases. */
enum Product {
  H2("H2 in memory", Database.H2_MEMORY, null),
  POSTGRESQL("PostgreSQL", Database.POSTGRESQL, ServerProduct.POSTGRESQL),
  MARIADB("MariaDB", Database.MARIADB, ServerProduct.MARIADB);

  private final String label;
  private final Database database;
  private final @Nullable ServerProduct server;

  Product(String label, Database database, @Nullable ServerProduct server) {
    this.label = label;
    this.database = database;
    this.server = server;
  }

  String label() {
    return label;
  }

  Database database() {
    return database;
  }

  /** {@return its server; null: the database runs in the JVM} */
  @Nullable ServerProduct server() {
    return server;
  }
}
