/**
 * What backends that speak SQL share.
 *
 * @uses java.sql.Driver
 */
module dev.sessionstore.sql {
  requires com.zaxxer.hikari;
  requires transitive dev.sessionstore.api;

  exports dev.sessionstore.sql;
  exports dev.sessionstore.sql.dialect;

  uses java.sql.Driver;
}
