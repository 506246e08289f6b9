package dev.sessionstore.hibernate;

import org.junit.jupiter.api.BeforeAll;

/** Hibernate on an H2 file keeps the contract. */
class HibernateOnH2FileTckTest extends OnPoolTck {

  @BeforeAll
  static void openPool() {
    pool = Places.pool("jdbc:h2:./target/hibernate-tck", true);
  }
}
