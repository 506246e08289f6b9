package dev.sessionstore.hibernate;

import org.junit.jupiter.api.BeforeAll;

/** Hibernate on H2 in memory keeps the contract. */
class HibernateOnH2TckTest extends OnPoolTck {

  @BeforeAll
  static void openPool() {
    pool = Places.pool("jdbc:h2:mem:hibernate-tck;DB_CLOSE_DELAY=-1", true);
  }
}
