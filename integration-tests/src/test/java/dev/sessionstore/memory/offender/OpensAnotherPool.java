package dev.sessionstore.memory.offender;

import com.zaxxer.hikari.HikariConfig;

record OpensAnotherPool(HikariConfig config) {}
