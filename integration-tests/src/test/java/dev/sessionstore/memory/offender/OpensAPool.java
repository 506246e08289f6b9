package dev.sessionstore.memory.offender;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.internal.CanonicalValues;

record OpensAPool(HikariDataSource pool, Class<CanonicalValues> internal) {

  OpensAPool(HikariDataSource pool) {
    this(pool, CanonicalValues.class);
  }
}
