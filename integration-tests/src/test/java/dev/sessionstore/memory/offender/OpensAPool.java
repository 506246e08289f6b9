package dev.sessionstore.memory.offender;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionstore.internal.StoreOpening;

record OpensAPool(HikariDataSource pool, Class<StoreOpening> internal) {

  OpensAPool(HikariDataSource pool) {
    this(pool, StoreOpening.class);
  }
}
