package dev.sessionstore.hibernate;

import org.junit.jupiter.api.BeforeAll;

/** Hibernate on a pool with auto-commit off keeps the contract. */
class HibernateWithoutAutoCommitTckTest extends OnPoolTck {

  @BeforeAll
  static void openPool() {
    pool = Places.pool("jdbc:h2:mem:hibernate-tck-off;DB_CLOSE_DELAY=-1", false);
  }
}
