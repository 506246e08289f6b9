/**
 * Sessions through plain JDBC.
 *
 * @provides dev.sessionstore.spi.SessionBackend
 */
module dev.sessionstore.jdbc {
  requires transitive dev.sessionstore.sql;

  exports dev.sessionstore.jdbc;

  provides dev.sessionstore.spi.SessionBackend with dev.sessionstore.jdbc.JdbcBackend;
}
